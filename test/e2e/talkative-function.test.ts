import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EngineProcess, runCommand, startEngineProcess } from '../support/engine-process.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const FIXTURE = fileURLToPath(new URL('fixtures/talkative', import.meta.url));
/** Not a word of English, nor of any file that a database brings. */
const CANARY = /zwitscher/i;

/** What the function does, and how that ends. */
const ENDINGS: Readonly<Record<string, string>> = {
  throws: 'FUNCTION_ERROR',
  rejects: 'FUNCTION_ERROR',
  crashes: 'FUNCTION_CRASHED',
  rambles: 'RESULT_INVALID',
  misplaces: 'RESULT_OUT_OF_PLACE',
  misleads: 'RESULT_INVALID',
  links: 'RESULT_UNSAFE_TEXT',
  snoops: 'BUNDLE_OUT_OF_SCOPE',
  mumbles: 'BUNDLE_INVALID',
  refuses: 'FUNCTION_ERROR',
};

interface Shown {
  readonly functionId: string;
  readonly status: string;
  readonly errorCode?: string;
}

describe('I9: a function that says too much', () => {
  const folder = temporaryFolder();
  const registry = join(folder, 'registry');
  const dataDir = join(folder, 'data');
  let engine: EngineProcess;
  let executions: readonly Shown[];
  const replies: string[] = [];

  beforeAll(async () => {
    for (const manner of Object.keys(ENDINGS)) copyFunction(manner);
    await runCommand(['registry', 'lock', '--registry', registry]);
    engine = await startEngineProcess(dataDir, { args: ['--registry', registry, '--no-sample'] });
    executions = await everyFunctionFails();
  }, 120_000);
  afterAll(() => engine.end('SIGTERM'));

  it('is heard by nobody but its developer at this machine: every run has a code', () => {
    const codes = executions.map(({ functionId, errorCode }) => [functionId.slice(10), errorCode]);

    expect(Object.fromEntries(codes)).toEqual(ENDINGS);
    expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['failed', 'refused']));
  });

  it('is quoted in no reply', () => {
    expect(replies.join('\n')).toContain('RESULT_UNSAFE_TEXT');
    expect(replies.join('\n')).not.toMatch(CANARY);
  });

  it('is quoted in no line of the engine; its own output says whose it is', () => {
    const lines = engine.output().split('\n');

    const quoted = lines.filter((line) => CANARY.test(line));

    expect(quoted.length).toBeGreaterThan(0);
    expect(quoted.filter((line) => !/^she-talkative-[a-z]+(-bundle)?: /.test(line))).toEqual([]);
  });

  it('is quoted in nothing that is stored', () => {
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );

    const stored = files
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
      .join('\n');

    expect(stored).toContain('RESULT_UNSAFE_TEXT');
    expect(stored).not.toMatch(CANARY);
  });

  function copyFunction(manner: string): void {
    const copy = join(registry, `talkative-${manner}`);
    cpSync(FIXTURE, copy, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(copy, 'function.json'), 'utf8'));
    writeFileSync(join(copy, 'function.json'), JSON.stringify({ ...manifest, id: `talkative-${manner}` }));
    writeFileSync(join(copy, 'code/manner.mjs'), `export const manner = '${manner}';\n`);
  }

  /** Runs each, and looks at everything the owner is shown. */
  async function everyFunctionFails(): Promise<readonly Shown[]> {
    const alice = await engine.as('alice');
    const ids = Object.keys(ENDINGS).map((manner) => `talkative-${manner}`);
    for (const id of ids) await alice.post(`/api/v2.6/she/function/${id}/enable`, null);
    await alice.post('/api/v2.6/data/test/hints', { hint: 1 });
    const list = async () => (await alice.get('/api/v2.6/she/execution')) as unknown as readonly Shown[];
    const all = await eventually(
      list,
      (shown) => shown.length >= ids.length && shown.every(({ status }) => status !== 'running'),
    );
    const paths = ['she/execution', 'she/function', ...ids.map((id) => `she/function/${id}`)];
    for (const path of paths) replies.push(JSON.stringify(await alice.get(`/api/v2.6/${path}`)));
    return all;
  }
});
