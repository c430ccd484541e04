import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createClients } from '../../lambdas/shared/clients.ts';
import { createTables } from '../../local/state/create-tables.ts';
import { localClientConfig } from '../../local/state/local-client-config.ts';
import { eventually } from './eventually.ts';
import type { LocalDynamo } from './local-aws.ts';

/** Ends what it starts when its standard input ends, so that Java never outlives the tests, however they end. */
const UNTIL_INPUT_ENDS = '"$@" & started=$!; cat > /dev/null; kill -9 $started';

export interface DynamoDbLocal {
  /** A database of its own in the same process: there is one for each access key. */
  open(): Promise<LocalDynamo>;
  close(): Promise<void>;
}

/** Starts Amazon's emulator, in memory, from the folder of its jar. */
export async function startDynamoDbLocal(folder: string): Promise<DynamoDbLocal> {
  const port = await freePort();
  const java = ['java', '-Djava.library.path=DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar'];
  const options = ['-inMemory', '-disableTelemetry', '-port', String(port)];
  const shell = ['-c', UNTIL_INPUT_ENDS, 'sh', ...java, ...options];
  const child = spawn('/bin/sh', shell, { cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] });
  const endpoint = `http://127.0.0.1:${port}`;
  const close = async () => {
    child.stdin.end();
    if (child.exitCode === null) await once(child, 'exit');
  };
  await eventually(
    () =>
      fetch(endpoint).then(
        () => true,
        () => false,
      ),
    (answers) => answers,
  );
  let opened = 0;
  return { open: () => openDatabase(endpoint, `test${++opened}`), close };
}

async function openDatabase(endpoint: string, accessKeyId: string): Promise<LocalDynamo> {
  const credentials = { accessKeyId, secretAccessKey: 'local' };
  const { dynamo } = createClients({ dynamo: { ...localClientConfig(endpoint), credentials } });
  await createTables(dynamo);
  return { client: dynamo, close: async () => dynamo.destroy() };
}

/** Below the ports that outgoing connections take, so that none takes it before Java does. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, () => resolve(true));
    });
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
