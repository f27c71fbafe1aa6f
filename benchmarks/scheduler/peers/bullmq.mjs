// node bullmq.mjs PORT, then numbers of jobs by lines: jobs of 20 tasks each, from adding to completion, one worker with 50 at a time.
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { TASKS, counter, measure, patiently, payload } from './crew.mjs';

const port = Number(process.argv[2]);
const connection = { host: '127.0.0.1', port, maxRetriesPerRequest: null };
const probe = new Redis(connection);
await patiently(() => probe.ping());
probe.disconnect();

const count = counter();
const queue = new Queue('render', { connection });
const worker = new Worker('render', async () => 1, { connection, concurrency: 50 });
worker.on('completed', () => count.one());
await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
const tasks = () => Array.from({ length: TASKS }, (_, task) => (
  { name: 'task', data: payload(task), opts: { removeOnComplete: true, attempts: 3 } }));
await measure(total => count.expect(total), () => queue.addBulk(tasks()));
process.exit(0);
