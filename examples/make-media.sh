#!/bin/sh
# Makes the pictures, clips and music of the example edits with ffmpeg alone; nothing is downloaded.
set -eu
cd "$(dirname "$0")"
[ -e media/complete ] && exit 0
mkdir -p media
cd media
ff() { ffmpeg -hide_banner -loglevel error -nostdin -y "$@"; }

# A landscape: sky from one colour to another, a sun, and four ranges of hills that darken towards the viewer.
# $1 name, $2-$4 sky above, $5-$7 sky below, $8-$10 nearest hills, $11 sun's x, $12 sun's y, $13 phase of the hills
landscape() {
  ridge() { # height of range $1 at X, from slow and fast waves
    echo "(H*(0.50+0.11*$1)-H*0.07*sin(X/W*(4+$1*1.3)+$2*$1)-H*0.03*sin(X/W*(11+3*$1)+$2*2)-H*0.008*sin(X/W*(41+9*$1)+$1))"
  }
  channel() { # sky above $1, sky below $2, nearest hills $3, light of the sun $4
    sky="($1+($2-$1)*clip(Y/(H*0.65)\,0\,1))"
    glow="$4*exp(-hypot(X-W*$sun_x\,Y-H*$sun_y)/(H*0.16))"
    disc="$4*1.2*clip((H*0.055-hypot(X-W*$sun_x\,Y-H*$sun_y))/3\,0\,1)"
    colour="clip($sky+$glow+$disc\,0\,255)"
    for range in 0 1 2 3; do
      weight="(0.30+0.22*$range)"
      edge="clip((Y-$(ridge $range "$phase"))/1.5\,0\,1)"
      haze="(($2)*(1-$weight)+($3)*$weight+10*sin(X/37+Y/19)*sin(X/91-Y/53)*$weight)"
      colour="($colour*(1-$edge)+$haze*$edge)"
    done
    echo "$colour"
  }
  name=$1 sun_x=${11} sun_y=${12} phase=${13}
  ff -f lavfi -i "color=black:s=1152x768:d=0.04:r=25,format=gbrp,geq=r='$(channel "$2" "$5" "$8" 150)':g='$(channel "$3" "$6" "$9" 115)':b='$(channel "$4" "$7" "${10}" 60)'" \
    -frames:v 1 -vf "scale=2304:1536:flags=lanczos,noise=alls=4:allf=u:all_seed=7,format=yuvj444p" -q:v 3 "$name.jpg"
}

landscape dawn   70 92 160   250 190 150   34 40 62    0.28 0.46 0.4 &
landscape noon   54 124 200  196 224 236   28 66 48    0.72 0.27 1.7
wait
landscape dusk   44 36 92    240 120 84    30 20 40    0.56 0.50 2.9 &
landscape night  6 10 30     40 58 104     8 12 22     0.80 0.28 4.1
wait
landscape autumn 120 150 176 244 214 160   96 42 18    0.40 0.30 5.3 &

# Two clips of six seconds, one of them in portrait with its own sound.
ff -f lavfi -i "mandelbrot=s=1280x720:r=30:start_x=-0.7436:start_y=0.1318:start_scale=0.9:end_scale=0.02:end_pts=180:maxiter=240" \
  -t 6 -vf "hue=h=150:s=0.45,format=yuv420p" -c:v libx264 -preset veryfast -crf 18 spiral.mp4
wait
ff -f lavfi -i "gradients=s=720x1280:r=25:c0=0x163a5f:c1=0xe07a3f:c2=0x2f8f83:c3=0xf4d58d:n=4:speed=0.02:seed=11:d=6" \
  -f lavfi -i "anoisesrc=color=pink:amplitude=0.08:seed=5:r=48000:d=6,lowpass=f=700,tremolo=f=0.3:d=0.8" \
  -t 6 -c:v libx264 -preset veryfast -crf 18 -pix_fmt yuv420p -c:a aac -b:a 96k tide.mp4

# Forty seconds of music: four soft chords, a plucked note a half second, made of sines.
chord() { echo "(sin(2*PI*$1*t)+sin(2*PI*$2*t)+sin(2*PI*$3*t))*0.11"; }
turn="mod(floor(t/4)\,4)"
pad="if(eq($turn\,0)\,$(chord 220 277.18 329.63)\,if(eq($turn\,1)\,$(chord 185 233.08 277.18)\,if(eq($turn\,2)\,$(chord 146.83 220 293.66)\,$(chord 164.81 246.94 329.63))))"
pluck="0.16*exp(-6*mod(t\,0.5))*sin(2*PI*t*440*pow(2\,(mod(floor(t*2)*7\,12)-floor(mod(floor(t*2)*7\,12)/7))/12))"
ff -f lavfi -i "aevalsrc='$pad*(0.75+0.25*sin(2*PI*t/4-PI/2))+$pluck|$pad*(0.75+0.25*sin(2*PI*t/4))+$pluck*0.7':s=48000:d=40" \
  -af "lowpass=f=5000,afade=t=in:d=1" -c:a libmp3lame -b:a 160k music.mp3
: >complete
