// What both peers share: asking with as many submissions in flight as there are clients, and waiting for a server to answer.
export const TASKS = 20;

export async function submit(jobs, add) {
  let next = 0;
  const one = async () => { while (next < jobs) await add(next++); };
  await Promise.all(Array.from({ length: 32 }, one));
}

export async function patiently(attempt) {
  for (let tries = 0; ; tries++) {
    try { return await attempt(); } catch (error) {
      if (tries === 100) throw error;
      await new Promise(go => setTimeout(go, 100));
    }
  }
}

export const payload = task => ({ segment: task, scene: 'a task that does nothing', memory: 8192 });

// Runs a round to warm up, then the measured one; `done` resolves when so many tasks were completed.
export async function measure(jobs, begin, add) {
  for (const [count, tells] of [[1_000, false], [jobs, true]]) {
    const started = performance.now();
    const done = begin(count * TASKS);
    await submit(count, add);
    await done;
    if (tells) console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000 }));
  }
}

export function counter() {
  let left = 0, settle = () => {};
  return {
    expect: count => new Promise(resolve => { left = count; settle = resolve; }),
    one: () => { if (--left === 0) settle(); },
  };
}
