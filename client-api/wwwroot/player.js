// Plays a growing HLS film by Media Source Extensions: one video and at most one audio rendition of fragmented MP4.
// Written for our own playlists, so that the page needs no library.

const reloadAfterMs = 1000;

/** Starts to play; answers with a function that stops it. */
export function play(video, masterUrl) {
  const stop = new AbortController();
  run(video, masterUrl, stop.signal).catch((error) => {
    if (!stop.signal.aborted) video.dispatchEvent(new CustomEvent('film-error', { detail: error }));
  });
  return () => stop.abort();
}

async function run(video, masterUrl, signal) {
  const master = parseMaster(await fetchText(masterUrl, signal), masterUrl);
  const source = new MediaSource();
  video.src = URL.createObjectURL(source);
  await once(source, 'sourceopen', signal);

  const renditions = [{ url: master.video, type: `video/mp4; codecs="${master.videoCodec}"` }];
  if (master.audio) renditions.push({ url: master.audio, type: `audio/mp4; codecs="${master.audioCodec}"` });
  const buffers = renditions.map((rendition) => source.addSourceBuffer(rendition.type));
  await Promise.all(renditions.map((rendition, i) => follow(rendition.url, buffers[i], video, signal)));
  if (source.readyState === 'open') source.endOfStream();
}

/** Appends every part of one rendition, reading its playlist again while the film grows. */
async function follow(url, buffer, video, signal) {
  let appended = 0;
  let hasInit = false;
  for (;;) {
    const playlist = parseMedia(await fetchText(url, signal), url);
    if (playlist.init && !hasInit) {
      await append(buffer, await fetchBytes(playlist.init, signal), signal);
      hasInit = true;
    }
    for (const part of playlist.parts.slice(appended)) {
      await append(buffer, await fetchBytes(part, signal), signal);
      appended += 1;
      if (appended === 1) video.dispatchEvent(new Event('film-playable'));
    }
    if (playlist.ended) return;
    await wait(reloadAfterMs, signal);
  }
}

export function parseMaster(text, base) {
  const lines = text.split(/\r?\n/);
  const stream = lines.findIndex((line) => line.startsWith('#EXT-X-STREAM-INF:'));
  if (stream < 0) throw new Error('the master playlist names no film');
  const codecs = (attribute(lines[stream], 'CODECS') ?? '').split(',');
  const media = lines.find((line) => line.startsWith('#EXT-X-MEDIA:') && attribute(line, 'TYPE') === 'AUDIO');
  return {
    video: new URL(lines[stream + 1], base).href,
    videoCodec: codecs.find((codec) => codec.startsWith('avc')),
    audio: media ? new URL(attribute(media, 'URI'), base).href : null,
    audioCodec: codecs.find((codec) => codec.startsWith('mp4a')),
  };
}

export function parseMedia(text, base) {
  const playlist = { init: null, parts: [], ended: false };
  let range = null;
  let next = 0;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#EXT-X-MAP:')) {
      playlist.init = { url: new URL(attribute(line, 'URI'), base).href, range: toRange(attribute(line, 'BYTERANGE'), 0) };
    } else if (line.startsWith('#EXT-X-BYTERANGE:')) {
      range = toRange(line.slice('#EXT-X-BYTERANGE:'.length), next);
    } else if (line.startsWith('#EXT-X-ENDLIST')) {
      playlist.ended = true;
    } else if (line && !line.startsWith('#')) {
      playlist.parts.push({ url: new URL(line, base).href, range });
      next = range ? range.end + 1 : 0;
      range = null;
    }
  }
  return playlist;
}

function attribute(line, name) {
  return line.match(new RegExp(`[:,]${name}=(?:"([^"]*)"|([^,]*))`))?.slice(1).find((value) => value !== undefined);
}

/** "length@offset", the offset being optional. */
function toRange(text, follows) {
  if (!text) return null;
  const [length, offset] = text.split('@').map(Number);
  const start = offset ?? follows;
  return { start, end: start + length - 1 };
}

async function fetchText(url, signal) {
  const answer = await fetch(url, { signal, cache: 'no-store' });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.text();
}

async function fetchBytes({ url, range }, signal) {
  const headers = range ? { Range: `bytes=${range.start}-${range.end}` } : {};
  const answer = await fetch(url, { signal, headers });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.arrayBuffer();
}

async function append(buffer, bytes, signal) {
  const done = once(buffer, 'updateend', signal);
  buffer.appendBuffer(bytes);
  await done;
}

function once(target, event, signal) {
  return new Promise((resolve, reject) => {
    target.addEventListener(event, resolve, { once: true, signal });
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function wait(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
  });
}
