import { DynamoStatusStore } from '../../adapters/dynamodb/status-store.ts';
import { aStatus } from '../support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '../support/dynamodb-local.ts';
import { fetchDynamoDbLocal } from '../support/dynamodb-local-package.ts';
import { unexpected } from '../support/local-aws.ts';
import { describeDynamoStores } from './dynamodb-stores.ts';

const found = await fetchDynamoDbLocal();
const isThere = 'folder' in found;
if (!isThere) {
  const unchecked = 'that conditional updates on the official DynamoDB Local are as on the built-in emulator';
  process.stderr.write(`SKIPPED DynamoDB Local: ${found.missing}. It would have checked ${unchecked}.\n`);
}

(isThere ? describe : describe.skip)('the official DynamoDB Local', () => {
  let server: DynamoDbLocal;

  beforeAll(async () => {
    if (isThere) server = await startDynamoDbLocal(found.folder);
  });
  afterAll(() => server?.close());

  describeDynamoStores('DynamoDB Local', () => server.open());

  it('is told that a change was stored whose first answer was lost, and that somebody else’s was not', async () => {
    const { client, close } = await server.open();
    const store = new DynamoStatusStore(client, 'statuses', unexpected);
    const { requestHandler } = client.config;
    const handle = requestHandler.handle.bind(requestHandler);
    requestHandler.handle = async (...request) => {
      await handle(...request);
      requestHandler.handle = handle;
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    };

    const stored = [await store.replace(aStatus()), await store.replace(aStatus())];

    await close();
    expect(requestHandler.handle).toBe(handle);
    expect(stored).toEqual([true, false]);
  });
});
