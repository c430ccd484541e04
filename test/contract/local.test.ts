import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { LetterFolder } from '../../local/dead-letters/letter-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { describeDeadLetterBox } from './dead-letter-box.ts';

const folder = temporaryFolder();

describeDeadLetterBox('a folder on this machine', async () => {
  const dataDir = join(folder, randomUUID());
  const another = () =>
    new LetterFolder({ dataDir, now: () => new Date(), newId: randomUUID, report: () => undefined });
  const box = another();
  return { it: { box, into: (queue) => box.of(queue), another }, close: async () => {} };
});
