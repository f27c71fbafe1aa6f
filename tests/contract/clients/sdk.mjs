// The vendor's own SDK against the server whose address it is given: each of its calls, each answer held against the
// vendor's own schema. Writes a line of JSON for each call.
import Shotstack from 'shotstack-sdk';
import * as schema from '@shotstack/schemas/zod';
import { readFile } from 'node:fs/promises';

const [, , server, media] = process.argv;
const open = (api) => {
  const client = new Shotstack.ApiClient(`${server}/${api}/v1`);
  client.authentications.DeveloperKey.apiKey = 'any';
  return client;
};
const edit = new Shotstack.EditApi(open('edit'));
const serve = new Shotstack.ServeApi(open('serve'));
const ingest = new Shotstack.IngestApi(open('ingest'));
const create = new Shotstack.CreateApi(open('create'));

// This version of the SDK cannot read back any edit that has clips, not even its own: it finds none or several of its
// models for a clip's start and asset. What came over the wire is judged all the same.
const cannotReadEdits = /constructing `(Asset|Clip\w+)` with oneOf/;

async function call(api, name, args, status, answer) {
  let response;
  const read = api.apiClient.deserialize;
  api.apiClient.deserialize = (came, type) => read.call(api.apiClient, response = came, type);
  const data = await api[name](...args).catch((error) => {
    if (!response || !cannotReadEdits.test(error.message)) throw error;
  });
  api.apiClient.deserialize = read;
  const judged = answer ? schema[answer].safeParse(JSON.parse(response.text)) : { success: true };
  const fault = response.status !== status ? `status ${response.status}, not ${status}`
    : judged.success ? null : `${judged.error.issues[0].path.join('/')}: ${judged.error.issues[0].message}`;
  console.log(JSON.stringify({ call: name, fault, body: response.text }));
  return data;
}

async function until(look, isEnd) {
  for (const end = Date.now() + 120_000; Date.now() < end; await new Promise((go) => setTimeout(go, 100))) {
    const seen = await look();
    if (isEnd(seen)) return seen;
  }
  throw new Error('it never ended');
}

const film = (source, text) => ({
  timeline: { tracks: [
    { clips: [{ asset: { type: 'rich-text', text }, start: 0, length: 0.4 }] },
    { clips: [{ asset: { type: 'video', src: source }, start: 0, length: 0.4 }] },
  ] },
  output: {
    format: 'mp4', size: { width: 64, height: 36 }, fps: 25, poster: { capture: 0.1 },
    destinations: [{ provider: 'shotstack' }, { provider: 'mux', options: { playbackPolicy: ['public'] } }],
  },
});

// Media first: an upload, whose own address then serves the edits.
const upload = await call(ingest, 'getUploadSignedUrl', [], 200, 'uploadResponseSchema');
const put = await fetch(upload.data.attributes.url, {
  method: 'PUT', headers: { 'content-type': 'video/mp4' }, body: await readFile(`${media}/clip.mp4`),
});
console.log(JSON.stringify({ call: 'PUT', fault: put.ok ? null : `status ${put.status}`, body: '' }));
const source = await until(
  () => ingest.getSource(upload.data.id), (s) => ['ready', 'failed'].includes(s.data.attributes.status));
await call(ingest, 'getSource', [upload.data.id], 200, 'sourceResponseSchema');
const src = source.data.attributes.source;
const fetched = await call(ingest, 'postSource', [{
  url: src,
  outputs: { renditions: [{ format: 'webm', size: { width: 80 }, fps: 12, quality: 30 }, { format: 'jpg' }] },
}], 201, 'queuedSourceResponseSchema');
await until(() => ingest.getSource(fetched.data.id), (s) => ['ready', 'failed'].includes(s.data.attributes.status));
const renditions = (await ingest.getSource(fetched.data.id)).data.attributes;
console.log(JSON.stringify({ call: 'renditions', fault: renditions.status === 'ready' ? null : renditions.status,
  body: JSON.stringify(renditions) }));
await call(ingest, 'getSources', [], 200, 'sourceListResponseSchema');

await call(edit, 'probe', [src], 200, 'probeResponseSchema');
const render = await call(edit, 'postRender', [film(src, 'one')], 201, 'queuedResponseSchema');
const made = await call(edit, 'postTemplate', [{ name: 'A template', template: film(src, '{{ WORD }}') }], 201,
  'templateResponseSchema');
const template = made.response.id;
await call(edit, 'getTemplates', [], 200, 'templateListResponseSchema');
await call(edit, 'getTemplate', [template], 200, 'templateDataResponseSchema');
await call(edit, 'putTemplate', [template, { name: 'Renamed', template: film(src, 'now {{ WORD }}') }], 200,
  'templateResponseSchema');
const second = await call(edit, 'postTemplateRender',
  [{ id: template, merge: [{ find: 'WORD', replace: 'two' }] }], 201, 'queuedResponseSchema');
for (const id of [render.response.id, second.response.id]) {
  const end = await until(() => edit.getRender(id), (r) => ['done', 'failed'].includes(r.response.status));
  console.log(JSON.stringify({ call: 'render', fault: end.response.status === 'done' ? null : end.response.error,
    body: JSON.stringify(end.response) }));
}
await call(edit, 'getRender', [second.response.id, { data: true, merged: true }], 200, 'renderResponseSchema');
await call(edit, 'deleteTemplate', [template], 204);

const hosted = await call(serve, 'getAssetByRenderId', [render.response.id], 200, 'assetRenderResponseSchema');
const asset = hosted.data[0].attributes.id;
await call(serve, 'getAsset', [asset], 200, 'assetResponseSchema');
await call(serve, 'deleteAsset', [asset], 204);
await call(serve, 'postServeAsset',
  [{ url: src, id: 'my-copy', destinations: [{ provider: 'shotstack' }] }], 200, 'transferResponseSchema');
await until(() => serve.getAsset('my-copy'), (a) => a.data.attributes.status === 'ready');

const speech = await call(create, 'postGenerateAsset', [{
  provider: 'shotstack', options: { type: 'text-to-speech', text: 'Good morning.', voice: 'Matthew' },
}], 201);
await until(() => create.getGeneratedAsset(speech.data.id), (a) => a.data.attributes.status === 'done');
await call(create, 'getGeneratedAsset', [speech.data.id], 200);
await call(ingest, 'deleteSource', [fetched.data.id], 204);
