// What both peers share: asking with as many submissions in flight as there are clients, and waiting for a server to answer.
import { createInterface } from 'node:readline';

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

// A round for each number of jobs that is read; `done` resolves when so many tasks were completed.
export async function measure(begin, add) {
  for await (const line of createInterface({ input: process.stdin })) {
    const jobs = Number(line);
    const started = performance.now();
    const done = begin(jobs * TASKS);
    await submit(jobs, add);
    await done;
    console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000 }));
  }
}

export function counter() {
  let left = 0, settle = () => {};
  return {
    expect: count => new Promise(resolve => { left = count; settle = resolve; }),
    one: () => { if (--left === 0) settle(); },
  };
}
