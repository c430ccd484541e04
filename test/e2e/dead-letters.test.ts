import { randomUUID } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoStatusStore } from '../../adapters/dynamodb/status-store.ts';
import { changed } from '../../core/model/function-status.ts';
import { createClients } from '../../lambdas/shared/clients.ts';
import { LetterFolder } from '../../local/dead-letters/letter-folder.ts';
import { startDynamo } from '../../local/state/dynamo-server.ts';
import { localClientConfig } from '../../local/state/local-client-config.ts';
import { type EngineProcess, runCommand, startEngineProcess } from '../support/engine-process.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const FIXTURE = fileURLToPath(new URL('fixtures/moody', import.meta.url));
const SECRET = 'Nobody but Alice knows this.';

interface Listed {
  readonly id: string;
  readonly executionId?: string;
  readonly status?: string;
}

describe('she dlq', () => {
  const folder = temporaryFolder();
  const [registry, dataDir] = [join(folder, 'registry'), join(folder, 'she')];
  const start = () => startEngineProcess(dataDir, { args: ['--registry', registry, '--no-sample'] });
  const dlq = (...args: readonly string[]) => runCommand(['dlq', ...args, '--data-dir', dataDir]);
  const list = async () => JSON.parse((await dlq('list', '--json')).output) as readonly Listed[];
  const first = async () => (await list())[0]?.id ?? 'none';
  let engine: EngineProcess | undefined;

  beforeAll(async () => {
    cpSync(FIXTURE, join(registry, 'moody'), { recursive: true });
    await runCommand(['registry', 'lock', '--registry', registry]);
    engine = await start();
    await (await engine.as('alice')).post('/api/v2.6/she/function/moody/enable', null);
    await engine.end('SIGKILL');
    await failFourTimes(dataDir);
  });

  afterAll(() => engine?.end('SIGKILL'));

  it('lists an attempt that was given up, and still does when the engine was killed', async () => {
    engine = await start();
    await (await engine.as('alice')).post('/api/v2.6/data/test/notes', { text: SECRET });
    const letters = await eventually(list, (found) => found.length > 0);

    await engine.end('SIGKILL');
    const table = await dlq('list');

    expect(letters).toEqual([
      expect.objectContaining({ pda: 'alice.localhost', functionId: 'moody', errorCode: 'FUNCTION_ERROR' }),
    ]);
    expect(table).toEqual({
      code: 0,
      output: expect.stringMatching(/alice\.localhost +moody +FUNCTION_ERROR/),
    });
    expect(table.output).toMatch(/^one dead letter$/m);
  });

  it('shows a letter with its cause and what to do, and nothing of the data', async () => {
    const id = await first();

    const { code, output } = await dlq('show', id);

    expect(code).toBe(0);
    expect(output).toMatch(/^cause +The function threw an error\.$/m);
    expect(output).toMatch(/^remedy +Developer: run it on the same kind of data locally/m);
    expect(output + readFileSync(join(dataDir, 'dead-letters', `${id}.json`), 'utf8')).not.toMatch(
      /Nobody|the bug/,
    );
  });

  it.each([
    ['a letter that is not there', ['show', 'nonsense'], /^There is no dead letter nonsense: .*dlq list/],
    [
      'to redrive one that is not there',
      ['redrive', '../x\u001b[2J'],
      /^There is no dead letter \.\.\/x\\u\{1b\}/,
    ],
    ['to redrive nothing', ['redrive'], /^Name one letter, or say --all\./],
    ['one and all', ['redrive', 'x', '--all'], /^Name one letter, or say --all\./],
    [
      'a directory without an engine',
      ['list', '--data-dir', '/nowhere'],
      /^\/nowhere is no data directory.*--data-dir/,
    ],
    ['a stage that is not configured', ['list', '--stage', 'nowhere'], /nowhere\.json does not exist/],
  ])('says in a sentence what is wrong with %s', async (_what, args, sentence) => {
    const { code, output } = await runCommand(['dlq', ...withDirectory(args)]);

    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(output).not.toMatch(/\n\s+at /);
  });

  it('redrives at the next start what was asked for while no engine ran, under a new execution id', async () => {
    const [letter] = await list();
    const asked = await dlq('redrive', letter?.id ?? '');
    publishWithoutBug(registry);
    await runCommand(['registry', 'lock', '--registry', registry]);

    engine = await start();
    const alice = await engine.as('alice');
    const executions = await eventually(
      async () => (await alice.get('/api/v2.6/she/execution')) as unknown as readonly Listed[],
      (listed) => listed.length > 1 && listed.every(({ status }) => status !== 'running'),
    );

    const derived = (await alice.get('/api/v2.6/data/moody/moods')) as unknown as readonly unknown[];
    expect(asked).toEqual({ code: 0, output: expect.stringContaining('at its next start') });
    expect(derived).toMatchObject([{ data: { notes: 1 } }]);
    expect(executions).toMatchObject([{ status: 'succeeded', trigger: 'manual' }, { status: 'failed' }]);
    expect(executions[1]?.executionId).toBe(letter?.executionId);
    expect(engine.output()).toContain(
      `${letter?.id} is redriven, as execution ${executions[0]?.executionId}`,
    );
    expect(await list()).toEqual([]);
  });

  it('redrives while the engine runs, and keeps what still cannot be read', async () => {
    await new LetterFolder({ dataDir, now: () => new Date(), newId: randomUUID, report: () => undefined })
      .of('data-events')
      .put({ body: '{"broken\u202e', reason: 'Data event: not JSON' });
    const id = await first();

    const redriven = await dlq('redrive', '--all');
    const [back] = await eventually(list, (found) => found.length > 0);

    const [hidden, shown] = [await dlq('show', back?.id ?? ''), await dlq('show', back?.id ?? '', '--body')];
    expect(redriven).toEqual({ code: 0, output: `${id} is redriven: it was sent to its queue again\n` });
    expect(back).toMatchObject({ id: expect.not.stringMatching(id), reason: 'Data event: not JSON' });
    expect(hidden.output).not.toContain('broken');
    expect(shown.output).toContain('{"broken\\u{202e}');
  });

  it('says why a letter stays, and ends with 1', async () => {
    const alice = await engine?.as('alice');
    const body = {
      pda: 'alice.localhost',
      functionId: 'moody',
      executionId: randomUUID(),
      part: 0,
      useAll: true,
    };
    await new LetterFolder({ dataDir, now: () => new Date(), newId: randomUUID, report: () => undefined })
      .of('executions')
      .put({ body: JSON.stringify({ ...body, epoch: 1, errorCode: 'FUNCTION_ERROR' }) });
    await alice?.post('/api/v2.6/she/function/moody/disable', null);
    const letter = (await list()).find(({ executionId }) => executionId);

    const { code, output } = await dlq('redrive', letter?.id ?? '');

    expect(code).toBe(1);
    expect(output).toContain(`${letter?.id} was not redriven: its owner has disabled the function`);
    expect((await list()).map(({ id }) => id)).toContain(letter?.id);
  });

  function withDirectory(args: readonly string[]): readonly string[] {
    return args.includes('--data-dir') ? args : [...args, '--data-dir', dataDir];
  }
});

/** As if the function had failed on four days before. */
async function failFourTimes(dataDir: string): Promise<void> {
  const server = await startDynamo(join(dataDir, 'dynamo'));
  const { dynamo } = createClients({ dynamo: localClientConfig(server.endpoint) });
  const statuses = new DynamoStatusStore(dynamo, 'statuses', () => undefined);
  const status = await statuses.find('alice.localhost', 'moody');
  if (!status) throw new Error('the function was not enabled');
  await statuses.replace(changed(status, { failures: 4 }));
  dynamo.destroy();
  await server.close();
}

/** The next version of the function. */
function publishWithoutBug(registry: string): void {
  for (const file of ['function.json', 'code/moody.mjs']) {
    const path = join(registry, 'moody', file);
    const content = readFileSync(path, 'utf8').replace('1.0.0', '1.0.1');
    writeFileSync(path, content.replace("  throw new Error('the bug');\n", ''));
  }
}
