import { type DynamoDbLocal, startDynamoDbLocal } from '../support/dynamodb-local.ts';
import { fetchDynamoDbLocal } from '../support/dynamodb-local-package.ts';
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
});
