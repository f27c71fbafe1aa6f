#!/bin/sh
# Makes the media of the standard edit: make-media.sh FOLDER. Nothing is downloaded; needs ffmpeg and espeak-ng.
set -eu
mkdir -p "$1"
cd "$1"
[ -e complete-3 ] && exit 0
run() { ffmpeg -hide_banner -loglevel error -nostdin -y "$@"; }

# Four stills of 3000x2000 with large soft shapes, hard edges and fine grain: as hard to encode as photographs.
# Like those they hold no colours beyond RGB's, which some readers cut and others do not.
still() { # NAME, SEED, CENTRE X, CENTRE Y, SCALE
  run -f lavfi -i "mandelbrot=s=3000x2000:start_x=$3:start_y=$4:start_scale=$5:end_scale=$5:maxiter=400" \
    -f lavfi -i "nullsrc=s=24x16,geq=r='255*random(0)':g='255*random(1)':b='255*random(2)',noise=alls=60:all_seed=$2,\
scale=3000:2000:flags=bicubic" \
    -filter_complex "[0]format=gbrp,gblur=sigma=0.7[a];[1]format=gbrp[b];[a][b]blend=all_mode=softlight:all_opacity=0.85,\
noise=alls=3:allf=u:all_seed=$2,hue=h=$(($2 * 70)):s=0.7,format=gbrp,format=yuvj444p" -frames:v 1 -q:v 2 "$1"
}
still still0.jpg 1 -0.7436438870 0.1318259043 0.004
still still1.jpg 2 -0.1615 1.0405 0.03
still still2.jpg 3 0.2850 0.0100 0.02
still still3.jpg 4 -1.2500 0.0200 0.12

# A small clip of 10 s and a mask with round, feathered corners for it.
run -f lavfi -i "mandelbrot=s=480x270:r=30:start_scale=1.5:end_scale=0.05:end_pts=200,format=yuv420p" -t 10 \
  -c:v libx264 -preset veryfast -crf 18 -g 30 clip.mp4
run -f lavfi -i "color=black:s=480x270:d=1:r=1,format=gray,\
geq=lum='255*clip((34-hypot(max(abs(X-239.5)-206,0),max(abs(Y-134.5)-101,0)))/6,0,1)'" -frames:v 1 mask.png

espeak-ng -v en-us -s 165 -w narration.wav "Four pictures drift across the screen, one after another, and each has words \
of its own. A small film floats above the lower right corner for ten seconds. The music falls whenever somebody speaks. \
When the last picture stands still, the measurement is over."
run -f lavfi -i "sine=f=220:r=48000:d=20" -f lavfi -i "sine=f=277.18:r=48000:d=20" \
  -f lavfi -i "sine=f=329.63:r=48000:d=20" \
  -filter_complex "amix=3,volume=2.2,tremolo=f=0.8:d=0.3,aformat=channel_layouts=stereo:sample_fmts=s16" music.wav
cat >captions.ass <<'TEXT'
[Script Info]
ScriptType: v4.00+
PlayResX: 1920
PlayResY: 1080
ScaledBorderAndShadow: yes

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, BorderStyle, Outline, Shadow, Alignment, MarginV
Style: Words,DejaVu Sans,48,&H00FFFFFF,&H00000000,&H80000000,-1,1,3,3,2,70

[Events]
Format: Layer, Start, End, Style, Text
Dialogue: 0,0:00:00.50,0:00:04.50,Words,Scene one: the slow approach
Dialogue: 0,0:00:05.50,0:00:09.50,Words,Scene two: a drifting coastline
Dialogue: 0,0:00:10.50,0:00:14.50,Words,Scene three: light on the water
Dialogue: 0,0:00:15.50,0:00:19.50,Words,Scene four: the journey home
TEXT

# For the third edit: 10 s of a figure before a green screen, and a table of colours.
run -f lavfi -i "color=0x00B140:s=1920x1080:r=30:d=10" \
  -f lavfi -i "mandelbrot=s=800x800:r=30:start_scale=1.2:end_scale=0.2:end_pts=300" \
  -filter_complex "[1]format=yuva420p,geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':\
a='255*clip((390-hypot(X-400,Y-400))/4,0,1)'[f];[0][f]overlay=x='560+400*sin(t)':y='140+100*cos(2*t)',format=yuv420p" \
  -t 10 -c:v libx264 -preset veryfast -crf 18 green.mp4
awk 'BEGIN { n = 33; print "TITLE \"grade\""; print "LUT_3D_SIZE", n
  for (b = 0; b < n; b++) for (g = 0; g < n; g++) for (r = 0; r < n; r++) {
    x = r / (n - 1); y = g / (n - 1); z = b / (n - 1)
    printf "%.6f %.6f %.6f\n", x ^ 0.9, y * 0.97, 0.03 + 0.94 * z ^ 1.1 } }' >grade.cube
: >complete-3
