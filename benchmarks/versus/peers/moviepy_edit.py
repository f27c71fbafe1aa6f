"""The standard edit in MoviePy: moviepy_edit.py EDIT.json FILM.mp4 guides|box.

guides moves the stills as MoviePy's guides do it: resized and placed by functions of time, in whole pixels.
box cuts a window with fractions of pixels out of each still and resizes that, one step a frame.
"""
import json
import sys

import numpy
from moviepy import (AudioFileClip, CompositeAudioClip, CompositeVideoClip, ImageClip, TextClip, VideoClip,
                     VideoFileClip, vfx)
from PIL import Image

edit = json.load(open(sys.argv[1], encoding="utf-8"))
film, mode = sys.argv[2], sys.argv[3]
width, height, rate, times = edit["width"], edit["height"], edit["rate"], edit["times"]
media = edit["media"]


def place(scene, seconds):
    """Left, top and width of the still's 16:9 middle."""
    part = min(1.0, max(0.0, round(seconds * rate) / (scene["frames"] - 1)))
    first, last = scene["from"], scene["to"]
    return [first[name] + (last[name] - first[name]) * part for name in ("x", "y", "width")]


def by_guides(scene, file):
    clip = ImageClip(file, duration=scene["frames"] / rate)
    own = clip.size[0]

    def corner(seconds):
        left, top, wide = place(scene, seconds)
        return left, top - wide * (2 / 3 - 9 / 16) / 2

    return clip.resized(lambda seconds: place(scene, seconds)[2] / own).with_position(corner)


def by_box(scene, file):
    picture = Image.open(file).convert("RGB")
    above = (picture.height - picture.width * 9 / 16) / 2

    def frame(seconds):
        left, top, wide = place(scene, seconds)
        scale = picture.width / wide
        box = (-left * scale, above - top * scale, (width - left) * scale, above + (height - top) * scale)
        return numpy.asarray(picture.resize((width, height), Image.Resampling.BICUBIC, box=box))

    return VideoClip(frame, duration=scene["frames"] / rate)


def caption(slot, text):
    font = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
    style = dict(font=font, text=text, font_size=48 * times, margin=(4 * times, 4 * times, 4 * times, 16 * times),
                 stroke_width=3 * times, stroke_color="black")
    shadow = TextClip(color="black", **style).with_opacity(0.5)
    words = TextClip(color="white", **style)
    left, top = (width - words.size[0]) // 2, 952 * times
    return [clip.with_start((slot * 150 + 15) / rate).with_duration(4).with_position((left + shift, top + shift))
            for clip, shift in ((shadow, 3 * times), (words, 0))]


layers = []
for number, scene in enumerate(edit["scenes"]):
    still = (by_box if mode == "box" else by_guides)(scene, f"{media}/still{number}.jpg")
    still = still.with_start(scene["firstFrame"] / rate)
    layers.append(still.with_effects([vfx.CrossFadeIn(edit["fadeFrames"] / rate)]) if number else still)

small = edit["clip"]
clip = VideoFileClip(f"{media}/clip.mp4", audio=False).subclipped(0, small["frames"] / rate)
mask = numpy.asarray(Image.open(f"{media}/mask.png").convert("L")) / 255.0
clip = clip.with_mask(ImageClip(mask, is_mask=True, duration=small["frames"] / rate))
if times > 1:
    clip = clip.resized(times)
layers.append(clip.with_start(small["firstFrame"] / rate).with_position((small["x"], small["y"])))
for number, scene in enumerate(edit["scenes"]):
    layers += caption(number, scene["caption"])

voice, music = AudioFileClip(f"{media}/narration.wav"), AudioFileClip(f"{media}/music.wav")
quiet = edit["narrationFrames"] / rate


def ducked(get, seconds):
    """No side chain here either: turned down by hand as long as somebody speaks."""
    gain = numpy.interp(seconds, [0, quiet, quiet + 0.4, 20], [10 ** (-16 / 20)] * 2 + [1, 1])
    samples = get(seconds)
    return samples * (gain[:, None] if numpy.ndim(gain) else gain)


picture = CompositeVideoClip(layers, size=(width, height), bg_color=(0, 0, 0)).with_duration(edit["frames"] / rate)
sound = CompositeAudioClip([voice, music.transform(ducked)]).with_duration(edit["frames"] / rate)
picture.with_audio(sound).write_videofile(
    film, fps=rate, codec="libx264", preset="veryfast", audio_codec="aac", audio_bitrate="128k", audio_fps=48000,
    threads=2, ffmpeg_params=["-crf", "23", "-pix_fmt", "yuv420p", "-movflags", "+faststart"], logger=None,
    temp_audiofile=film + ".m4a")
