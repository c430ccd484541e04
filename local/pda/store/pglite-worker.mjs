// Plain JavaScript: on Node 20 a worker thread cannot start from TypeScript, and opening is faster this way.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

const database = await PGlite.create(workerData.directory);
// 64 MB let a hundred thousand records be sorted in memory.
await database.exec(`set time zone 'UTC'; set work_mem = '64MB'`);

/**
 * @param {import('./worker-messages.ts').WorkerRequest} request
 * @returns {Promise<import('./worker-messages.ts').WorkerReply>}
 */
async function answer(request) {
  try {
    if ('close' in request) {
      await database.close();
      return { id: request.id, rows: [] };
    }
    const { rows } = await database.query(request.text, [...request.values]);
    return { id: request.id, rows };
  } catch ({ message = 'unknown', code = 'XX000' }) {
    return { id: request.id, failed: { message, code } };
  }
}

// In the order they come: whoever asks may send on before there is an answer.
let last = Promise.resolve();
parentPort.on('message', (request) => {
  last = last.then(async () => parentPort.postMessage(await answer(request)));
});
parentPort.postMessage({ id: 0, rows: [] });
