// The standard edit as near as editly allows: node edit.mjs EDIT.json FILM.mp4. It zooms to the middle only, at a pace
// of its own, and lays no mask, so its clip comes with alpha; no ducking.
import editly from 'editly';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const [facts, outPath] = process.argv.slice(2);
const { media, width, height, rate, times, fadeFrames, scenes, clip } = JSON.parse(readFileSync(facts, 'utf8'));
const masked = `${media}/clip-alpha.mov`;
if (!existsSync(masked)) {
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', '-i', `${media}/clip.mp4`, '-loop', '1', '-i',
    `${media}/mask.png`, '-filter_complex', '[0]format=yuva420p[a];[1]format=gray[m];[a][m]alphamerge,format=rgba',
    '-t', '10', '-c:v', 'png', masked]);
}

const caption = (text, start, stop) => ({
  type: 'fabric', start, stop,
  func: ({ fabric }) => ({
    async onRender(progress, canvas) {
      canvas.add(new fabric.Text(text, {
        originX: 'center', left: width / 2, top: 952 * times, fontFamily: 'DejaVu Sans', fontWeight: 'bold',
        fontSize: 48 * times, fill: 'white', stroke: 'black', strokeWidth: 6 * times, paintFirst: 'stroke',
        shadow: `rgba(0,0,0,0.5) ${3 * times}px ${3 * times}px 0`,
      }));
    },
  }),
});
const overlay = (from) => ({
  type: 'video', path: masked, cutFrom: from, cutTo: from + 5, start: 0.5, stop: 5.5, left: clip.x / width,
  top: clip.y / height, width: clip.width / width, height: clip.height / height, resizeMode: 'stretch',
});

const fade = { name: 'fade', duration: fadeFrames / rate };
await editly({
  outPath, width, height, fps: rate,
  defaults: { transition: fade },
  clips: scenes.map((scene, i) => ({
    duration: scene.frames / rate,
    transition: i < scenes.length - 1 ? fade : { duration: 0 },
    layers: [
      { type: 'image', path: `${media}/still${i}.jpg`, resizeMode: 'cover', zoomDirection: i % 2 ? 'out' : 'in',
        zoomAmount: 0.2 },
      ...(i === 1 ? [overlay(0)] : i === 2 ? [overlay(5)] : []),
      caption(scene.caption, i ? 1 : 0.5, i ? 5 : 4.5),
    ],
  })),
  audioTracks: [{ path: `${media}/narration.wav`, mixVolume: 1 }, { path: `${media}/music.wav`, mixVolume: 0.16 }],
  customOutputArgs: ['-acodec', 'aac', '-b:a', '128k', '-vf', 'format=yuv420p', '-vcodec', 'libx264', '-preset:v',
    'veryfast', '-crf', '23', '-threads', '2', '-movflags', 'faststart'],
});
