// node edit.mjs bundle MEDIA | node edit.mjs EDIT.json FILM.mp4 CHROMIUM: the browser is the system's, none is fetched.
import { bundle } from '@remotion/bundler';
import { renderMedia, selectComposition } from '@remotion/renderer';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const outDir = path.resolve('build');
const [first, second, browserExecutable] = process.argv.slice(2);
if (first === 'bundle') {
  const mask = `${second}/mask-alpha.png`;
  if (!existsSync(mask)) {
    execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', '-i', `${second}/mask.png`, '-filter_complex',
      '[0]format=gray,split[a][b];[a]format=rgba[c];[c][b]alphamerge', '-frames:v', '1', mask]);
  }
  await bundle({ entryPoint: path.resolve('index.jsx'), publicDir: second, outDir });
  process.exit(0);
}

const inputProps = JSON.parse(readFileSync(first, 'utf8'));
const chosen = {
  serveUrl: outDir, inputProps, browserExecutable, chromeMode: 'chrome-for-testing', logLevel: 'error',
  chromiumOptions: { gl: 'swangle', enableMultiProcessOnLinux: true },
};
const composition = await selectComposition({ ...chosen, id: 'edit' });
await renderMedia({
  ...chosen, composition, outputLocation: second, codec: 'h264', concurrency: 2, imageFormat: 'jpeg', jpegQuality: 90,
  x264Preset: 'veryfast', crf: 23, pixelFormat: 'yuv420p', colorSpace: 'bt709', audioCodec: 'aac', audioBitrate: '128k',
  enforceAudioTrack: true, timeoutInMilliseconds: 120000,
});
process.exit(0);
