import { randomUUID } from 'node:crypto';
import { type SavedRecord, startTestPda } from '../../support/start-pda.ts';

/** Saves records one after the other until it is killed, and prints each id once it is acknowledged. */
const pda = await startTestPda({ dataDir: process.argv[2] ?? '', publish: async () => undefined });
for (;;) {
  const { body } = await pda.call<SavedRecord>('POST /api/v2.6/data/test/kill', {
    pda: pda.alice.pda,
    token: pda.alice.ownerToken,
    body: { id: randomUUID() },
  });
  console.log(body.recordId);
}
