#!/bin/sh
# Makes the pictures, clips and music of the example edits with ffmpeg alone; nothing is downloaded.
set -eu
cd "$(dirname "$0")"
[ -e media/complete ] && exit 0
mkdir -p media
cd media
ff() { ffmpeg -hide_banner -loglevel error -nostdin -y "$@"; }

# A landscape: a sky from one colour to another, a sun with its glow, and four ranges of hills that darken towards the
# viewer. Each range is one mask and one colour: a mask is cheap, a whole picture by formula is not.
# $1 name, $2 sky above, $3 sky below, $4 light of the sun, $5-$8 hills from far to near, $9 sun's x, $10 its y, $11 phase
landscape() {
  size=1152x768
  shape() { # height of range $1 at X, from slow and fast waves
    echo "H*(0.50+0.11*$1)-H*0.07*sin(X/W*(4+$1*1.3)+$2*$1)-H*0.03*sin(X/W*(11+3*$1)+$2*2)-H*0.008*sin(X/W*(41+9*$1)+$1)"
  }
  mask() { # the formula $1 as grey of one frame
    echo "color=black:s=$size:d=0.04:r=25,format=gray,geq=lum='255*($1)'"
  }
  layer() { # colour $1 through mask [$2] onto [$3], giving [$4]
    echo "color=$1:s=$size:d=0.04:r=25,format=gbrp[c$4];[c$4][$2]alphamerge[l$4];[$3][l$4]overlay=format=gbrp[$4]"
  }
  name=$1 phase=${11}
  far="hypot(X-W*$9\,Y-H*${10})"
  graph="gradients=s=$size:c0=$2:c1=$3:x0=0:y0=0:x1=0:y1=500:d=0.04:r=25,format=gbrp[sky]"
  graph="$graph;$(mask "0.75*exp(-$far/(H*0.16))")[m0];$(layer "$4" m0 sky p0)"
  graph="$graph;$(mask "clip((H*0.055-$far)/3\,0\,1)")[m1];$(layer "$4" m1 p0 p1)"
  graph="$graph;$(mask "clip((Y-($(shape 0 "$phase")))/1.5\,0\,1)")[m2];$(layer "$5" m2 p1 p2)"
  graph="$graph;$(mask "clip((Y-($(shape 1 "$phase")))/1.5\,0\,1)")[m3];$(layer "$6" m3 p2 p3)"
  graph="$graph;$(mask "clip((Y-($(shape 2 "$phase")))/1.5\,0\,1)")[m4];$(layer "$7" m4 p3 p4)"
  graph="$graph;$(mask "clip((Y-($(shape 3 "$phase")))/1.5\,0\,1)")[m5];$(layer "$8" m5 p4 p5)"
  ff -filter_complex "$graph;[p5]scale=2304:1536:flags=lanczos,noise=alls=5:allf=u:all_seed=7,format=yuvj444p[out]" \
    -map '[out]' -frames:v 1 -q:v 3 "$name.jpg"
}

landscape dawn   0x465ca0 0xfabe96 0xfff0d8 0xb8937c 0x8f7268 0x5f5058 0x2a2840 0.28 0.46 0.4
landscape noon   0x367cc8 0xc4e0ec 0xffffff 0x93b3b3 0x6c958d 0x426f60 0x1c4832 0.72 0.27 1.7
landscape dusk   0x2c245c 0xf07854 0xffe0b0 0xb85a44 0x87403f 0x52303a 0x1e1428 0.56 0.50 2.9
landscape night  0x060a1e 0x283a68 0xfff4b0 0x243356 0x1b2744 0x121b31 0x080c16 0.80 0.28 4.1
landscape autumn 0x7896b0 0xf4d6a0 0xfffff0 0xcfa266 0xa97844 0x87502a 0x60280f 0.40 0.30 5.3

# Two clips of six seconds, one of them in portrait with its own sound.
ff -f lavfi -i "mandelbrot=s=1280x720:r=30:start_x=-0.7436:start_y=0.1318:start_scale=0.9:end_scale=0.02:end_pts=180:maxiter=240" \
  -t 6 -vf "hue=h=150:s=0.45,format=yuv420p" -c:v libx264 -preset veryfast -crf 18 spiral.mp4
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
