import { play } from './player.js';

const element = (id) => document.getElementById(id);
const [edit, examples, render, cancel, errors, film, preview, progress, state, files] =
  ['edit', 'examples', 'render', 'cancel', 'errors', 'film', 'preview', 'progress', 'state', 'files'].map(element);

let stopPlaying = () => {};
let events = null;
let current = null;

loadExamples();
render.addEventListener('click', submit);
cancel.addEventListener('click', () => fetch(`/v1/renders/${current}`, { method: 'DELETE', headers: keyHeader() }));
examples.addEventListener('change', () => { if (examples.value) edit.value = examples.value; });
film.addEventListener('film-playable', () => film.play().catch(() => {}));
film.addEventListener('playing', () => { preview.hidden = true; });

async function loadExamples() {
  for (const example of await (await fetch('/v1/examples')).json()) {
    examples.add(new Option(example.name, example.edit));
  }
}

// A server with keys asks for one; it stays in this browser tab.
function keyHeader() {
  const key = sessionStorage.getItem('x-api-key');
  return key ? { 'x-api-key': key } : {};
}

async function submit() {
  reset();
  render.disabled = true;
  try {
    const answer = await fetch('/v1/renders', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...keyHeader() },
      body: edit.value,
    });
    const body = await answer.json();
    if (answer.status === 401) {
      const key = prompt('This server wants an API key:');
      if (key) { sessionStorage.setItem('x-api-key', key); await submit(); }
    } else if (!answer.ok) {
      showErrors(body.errors ?? [{ pointer: '', detail: body.detail }]);
    } else {
      watch(body.id);
    }
  } catch (error) {
    showErrors([{ pointer: '', detail: `The server does not answer: ${error.message}` }]);
  } finally {
    render.disabled = false;
  }
}

function reset() {
  events?.close();
  stopPlaying();
  film.removeAttribute('src');
  film.load();
  preview.hidden = true;
  progress.value = 0;
  errors.replaceChildren();
  files.replaceChildren();
  document.body.dataset.state = '';
}

function watch(id) {
  current = id;
  cancel.hidden = false;
  events = new EventSource(`/v1/renders/${id}/events`);
  let plays = false;
  const show = (event) => {
    const view = JSON.parse(event.data);
    document.body.dataset.state = view.state;
    progress.value = view.state === 'done' ? 1 : view.frameCount ? view.framesDone / view.frameCount : 0;
    state.textContent = describe(view);
    if (view.preview && (!plays || film.paused)) {
      preview.src = view.preview;
      preview.hidden = plays && film.readyState >= 2;
    }
    if (view.hls && !plays) {
      plays = true;
      stopPlaying = play(film, view.hls);
    }
    if (event.type === 'end') finish(view, plays);
  };
  events.addEventListener('progress', show);
  events.addEventListener('end', show);
}

function finish(view, plays) {
  events.close();
  cancel.hidden = true;
  if (view.errors) showErrors(view.errors);
  for (const [name, url] of Object.entries(view.files)) {
    const link = document.createElement('a');
    link.href = url;
    link.textContent = name;
    files.append(link);
  }
  const picture = Object.entries(view.files).find(([name]) => /^film\.(gif|jpg|png|bmp)$/.test(name));
  if (!plays && picture) {
    preview.src = picture[1];
    preview.hidden = false;
  }
}

function describe(view) {
  const percent = view.frameCount ? Math.floor((100 * view.framesDone) / view.frameCount) : 0;
  switch (view.state) {
    case 'queued': return `Waiting, position ${view.position}${view.waitingBecause ? `: ${view.waitingBecause}` : ''}`;
    case 'preparing': return 'Fetching and measuring media…';
    case 'rendering': {
      const left = view.etaSeconds == null ? '' : `, about ${Math.max(1, Math.round(view.etaSeconds))} s left`;
      return `Rendering: ${view.framesDone} of ${view.frameCount} frames (${percent} %)${left}`;
    }
    case 'saving': return 'Putting the film together…';
    case 'done': return `Done in ${view.renderSeconds.toFixed(1)} s: ${view.durationSeconds.toFixed(1)} s of film, ${view.width}×${view.height}`;
    case 'cancelled': return 'Cancelled.';
    default: return 'Failed.';
  }
}

function showErrors(list) {
  errors.replaceChildren(...list.map((error) => {
    const item = document.createElement('li');
    if (error.pointer) {
      const place = document.createElement('code');
      place.textContent = `${error.pointer} `;
      item.append(place);
    }
    item.append(error.detail);
    return item;
  }));
}
