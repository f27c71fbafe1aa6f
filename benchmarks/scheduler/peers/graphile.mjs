// node graphile.mjs PORT, then numbers of jobs by lines: jobs of 20 tasks each, from adding to completion, one worker with 50 at a time.
import { EventEmitter } from 'node:events';
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { TASKS, counter, measure, patiently, payload } from './crew.mjs';

const port = Number(process.argv[2]);
const connectionString = `postgres://postgres@127.0.0.1:${port}/postgres`;
const fail = error => { throw error; };
const open = () => new pg.Pool({ connectionString, max: 20 })
  .on('error', fail).on('connect', client => client.on('error', fail));
const pool = open();
await patiently(() => pool.query('select 1'));
const logger = new Logger(() => () => {});
const utils = await makeWorkerUtils({ pgPool: pool, logger });
await utils.migrate();

const count = counter();
const events = new EventEmitter();
events.on('job:complete', () => count.one());
await run({
  pgPool: open(),
  concurrency: 50,
  noHandleSignals: true,
  pollInterval: 2000,
  logger,
  events,
  preset: { worker: { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  taskList: { task: async () => {} },
});
const tasks = () => Array.from({ length: TASKS }, (_, task) => (
  { identifier: 'task', payload: payload(task), maxAttempts: 3 }));
await measure(total => count.expect(total), () => utils.addJobs(tasks()));
process.exit(0);
