import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { deployedTable } from '../../../local/restore/stage-tables.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { stateStack } from '../../support/state-stack.ts';

describe('deployedTable', () => {
  let server: HttpServer;
  let client: CloudFormationClient;

  beforeEach(async () => {
    server = await startHttpServer(({ body }) => stateStack(body, '111122223333'));
    client = new CloudFormationClient(localClientConfig(server.url));
  });
  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  it.each(['111122223333', undefined])('names a table of the account that is meant: %s', async (account) => {
    expect(await deployedTable(client, account, 'statuses')).toBe('She-State-statuses-1');
  });

  it("refuses another account than the stage's", async () => {
    const naming = deployedTable(client, '444455556666', 'statuses');

    await expect(naming).rejects.toThrow(/lead to account 111122223333.*configured for 444455556666/);
  });

  it('says which table a stack has not', async () => {
    const naming = deployedTable(client, '111122223333', 'pdas');

    await expect(naming).rejects.toThrow('The stack She-State has no table pdas');
  });
});
