// The page for planners: a pool now, its history, and what a change would do to the recorded demand.
const REFRESH_MILLISECONDS = 5000;
const CLASSES = [['interactive', 1, '#e8590c'], ['standard', 0, '#0b7285'], ['batch', 2, '#868e96']];
const find = id => document.getElementById(id);

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function shape(name, attributes, text = '') {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

const time = seconds => seconds < 90 ? `${seconds.toFixed(1)} s`
  : seconds < 5400 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3600).toFixed(1)} h`;
const gibibytes = bytes => (bytes / 2 ** 30).toFixed(1);

async function look() {
  const pool = find('pool').value;
  const query = new URLSearchParams({ step: find('step').value, ...(pool && { pool }) });
  const response = await fetch(`/v1/capacity?${query}`);
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  const capacity = await response.json();
  if (find('pool').options.length !== capacity.pools.length) {
    find('pool').replaceChildren(...capacity.pools.map(name => element('option', {}, name)));
    find('pool').value = capacity.pool;
  }

  showNow(capacity.now);
  showUse(capacity.history, capacity.step);
  showWaits(capacity.history);
  document.body.dataset.rows = capacity.history.length;
}

function showNow(now) {
  const waiting = now.classes.reduce((sum, work) => sum + work.waitingCount, 0);
  const wanted = now.slotsWanted > 0 ? ` ${now.slotsWanted} more slots would do.`
    : now.slotsWanted < 0 ? ` ${-now.slotsWanted} slots could go.` : '';
  find('hint').textContent = `${waiting} pieces of work wait. ${now.hint}${wanted}`;
  find('devices').replaceChildren(...now.devices.map(device => element('tr', {},
    element('td', {}, device.id),
    element('td', { title: device.because }, standing(device)),
    element('td', {}, device.readings.map(readingOf).join('; ')),
    element('td', { class: 'number' }, `${device.lanesHeld} of ${device.laneSlots}`),
    element('td', { class: 'number' }, `${gibibytes(device.memoryHeldBytes)} of ${gibibytes(device.memoryBytes)} GiB`),
    element('td', { class: 'number' }, `${device.framesPerSecond.toFixed(0)} frames/s`),
    element('td', {}, parts(device)))));
}

function standing(device) {
  const isWell = device.health === 'Healthy' || device.state === 'out';
  return isWell ? device.state : `${device.state}, ${device.health.toLowerCase()}`;
}

// What a device or card tells of itself, as far as it does.
function readingOf(reading) {
  const parts = [
    reading.utilization != null && `${Math.round(100 * reading.utilization)} % busy`,
    reading.memoryUsedBytes != null && `${gibibytes(reading.memoryUsedBytes)} of `
      + `${gibibytes(reading.memoryTotalBytes)} GiB`,
    reading.celsius != null && `${reading.celsius} °C`,
    reading.watts != null && `${Math.round(reading.watts)} W`,
    reading.fault,
  ].filter(Boolean);
  return parts.length > 0 ? `${reading.name}: ${parts.join(', ')}` : reading.name;
}

function parts(device) {
  const { busySeconds, loadingSeconds, blockedSeconds, idleSeconds } = device;
  const all = Math.max(1e-9, busySeconds + blockedSeconds + idleSeconds);
  const share = [['busy', busySeconds - loadingSeconds], ['loading', loadingSeconds],
    ['blocked', blockedSeconds], ['idle', idleSeconds]];
  const title = share.map(([name, seconds]) => `${name} ${time(seconds)}`).join(', ');
  return element('div', { class: 'parts', title }, ...share.map(([name, seconds]) =>
    element('div', { class: name, style: `width:${100 * seconds / all}%` })));
}

// Draws into a box of 600 by 180 with room for labels on the left and below.
function canvas(id, most, rows, unit) {
  const svg = find(id);
  svg.setAttribute('viewBox', '0 0 600 180');
  svg.replaceChildren();
  for (const part of [0, 0.5, 1]) {
    const y = 150 - 130 * part;
    svg.append(shape('line', { class: 'grid', x1: 50, x2: 590, y1: y, y2: y }));
    svg.append(shape('text', { x: 45, y: y + 4, 'text-anchor': 'end' }, unit(most * part)));
  }

  const clock = row => new Date(row.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  if (rows.length > 0) {
    svg.append(shape('text', { x: 50, y: 170 }, clock(rows[0])));
    const end = 50 + 540 * Math.min(1, rows.length / 30);
    if (end > 200) svg.append(shape('text', { x: end, y: 170, 'text-anchor': 'end' }, clock(rows.at(-1))));
  }

  return svg;
}

function showUse(rows, step) {
  const seconds = step === 'hour' ? 3600 : 60;
  const most = Math.max(1, ...rows.map(r => (r.busySeconds + r.blockedSeconds + r.idleSeconds) / seconds));
  const svg = canvas('use', most, rows, slots => `${slots.toFixed(1)}`);
  const width = 540 / Math.max(30, rows.length);
  rows.forEach((row, i) => {
    let y = 150;
    for (const [name, amount] of [['busy', row.busySeconds], ['blocked', row.blockedSeconds], ['idle', row.idleSeconds]]) {
      const height = 130 * amount / seconds / most;
      y -= height;
      svg.append(shape('rect', { class: name, x: 50 + i * width, y, width: width * 0.9, height }));
    }
  });
  svg.append(shape('text', { x: 55, y: 14 }, 'slots: busy, blocked, idle'));
}

function showWaits(rows) {
  const mean = (row, at) => row.started[at] > 0 ? row.waitSeconds[at] / row.started[at] : 0;
  const most = Math.max(0.1, ...rows.flatMap(row => CLASSES.map(([, at]) => mean(row, at))));
  const svg = canvas('waits', most, rows, time);
  const step = 540 / Math.max(30, rows.length);
  CLASSES.forEach(([name, at, colour], i) => {
    const points = rows.map((row, k) => `${k ? 'L' : 'M'}${50 + (k + 0.5) * step},${150 - 130 * mean(row, at) / most}`);
    if (points.length > 0) svg.append(shape('path', { stroke: colour, d: points.join('') }));
    svg.append(shape('text', { x: 130 + i * 90, y: 14, style: `fill:${colour}` }, name));
  });
  svg.append(shape('text', { x: 55, y: 14 }, 'mean wait:'));
}

async function play(event) {
  event.preventDefault();
  const form = new FormData(event.target);
  const number = name => Number(form.get(name));
  const question = {
    minutes: number('minutes'), devices: number('devices'), speed: number('speed'), demand: number('demand'),
    classes: { batch: number('batch') },
  };
  const pool = new URLSearchParams({ pool: find('pool').value });
  const response = await fetch(`/v1/capacity/what-if?${pool}`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(question),
  });
  const answer = await response.json();
  find('what-if-problem').textContent = response.ok ? (answer.isCut ? 'Only the newest part was played.' : '') : answer.detail;
  find('answer').hidden = !response.ok;
  if (!response.ok) return;
  const rows = [
    ['devices', o => o.devices],
    ['pieces of work done', o => `${o.done} of ${o.asked}`],
    ['utilisation', o => `${(100 * o.utilisation).toFixed(0)} %`],
    ...answer.asItWas.waits.map((wait, i) => [`${wait.class.toLowerCase()}: wait, median / 95 %`,
      o => `${time(o.waits[i].medianSeconds)} / ${time(o.waits[i].slowestSeconds)}`]),
  ];
  find('answer').tBodies[0].replaceChildren(...rows.map(([name, cell]) => element('tr', {},
    element('td', {}, name), element('td', {}, String(cell(answer.asItWas))), element('td', {}, String(cell(answer.changed))))));
}

function refresh() {
  look().catch(error => { find('hint').textContent = `Nothing to show: ${error.message}.`; });
}

find('what-if').addEventListener('submit', play);
find('pool').addEventListener('change', refresh);
find('step').addEventListener('change', refresh);
refresh();
setInterval(refresh, REFRESH_MILLISECONDS);
