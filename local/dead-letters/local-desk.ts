import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../../core/errors.ts';
import { isDataDirectoryInUse } from '../data-directory/lock.ts';
import type { DeadLetterDesk } from './desk.ts';
import { LetterFolder } from './letter-folder.ts';
import { type RedriveAnswer, RedriveOrders } from './redrive-orders.ts';

const LOOK_EVERY_MS = 100;
const LONGEST_WAIT_MS = 60_000;

const AT_NEXT_START =
  'The engine is not running: it redrives what was asked for at its next start, and says so.';
const LATER = 'The engine is busy: it redrives what was asked for as soon as it can, and says so.';

/** There is no engine's data in the directory. */
class NoDataDirectory extends EngineError {
  override readonly name = 'NoDataDirectory';
}

/**
 * The dead letters of an engine on this machine: read from its files, and redriven by the engine itself.
 * @throws NoDataDirectory
 */
export async function openLocalDesk(
  dataDir: string,
  report: (line: string) => void,
): Promise<DeadLetterDesk> {
  const isFolder = await stat(dataDir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    throw new NoDataDirectory(`${dataDir} is no data directory: choose the engine's with --data-dir.`);
  }
  const folder = new LetterFolder({ dataDir, now: () => new Date(), newId: randomUUID, report });
  const orders = new RedriveOrders(dataDir);
  return {
    letters: () => folder.letters(),
    redrive: async (letters) => {
      const orderId = await orders.place(letters.map(({ id }) => id));
      return awaitAnswer(dataDir, orders, orderId);
    },
    close: () => folder.close(),
  };
}

async function awaitAnswer(
  dataDir: string,
  orders: RedriveOrders,
  orderId: string,
): Promise<RedriveAnswer | string> {
  const giveUpAt = Date.now() + LONGEST_WAIT_MS;
  while (Date.now() < giveUpAt) {
    const isRunning = await isDataDirectoryInUse(dataDir);
    // Asked after the engine: one that has just ended may have answered.
    const answer = await orders.takeAnswer(orderId);
    if (answer) return answer;
    if (!isRunning) return AT_NEXT_START;
    await sleep(LOOK_EVERY_MS);
  }
  return LATER;
}
