import { join } from 'node:path';
import { type EngineProcess, runCommand, startEngineProcess } from '../support/engine-process.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const FUNCTION = 'data-feed-counter';

describe('she recall', () => {
  const dataDir = join(temporaryFolder(), 'she');
  const recall = (...args: string[]) => runCommand(['recall', FUNCTION, '--data-dir', dataDir, ...args]);
  const start = () => startEngineProcess(dataDir, { args: ['--no-sample'] });
  let engine: EngineProcess;

  beforeAll(async () => {
    engine = await start();
  }, 60_000);
  afterAll(() => engine.end('SIGTERM'));

  /** Waits until the owner is shown the function like this. */
  async function available(wanted: boolean): Promise<boolean> {
    const alice = await engine.as('alice');
    const show = async () =>
      (await alice.get(`/api/v2.6/she/function/${FUNCTION}`)) as { status: { available: boolean } };
    const { status } = await eventually(show, (shown) => shown.status.available === wanted);
    return status.available;
  }

  it('reaches an engine that runs, and is taken back', async () => {
    const { code, output } = await recall();
    const recalled = await available(false);

    const undone = await recall('--undo');

    expect([code, recalled, undone.code, await available(true)]).toEqual([0, false, 0, true]);
    expect(output).toContain(`${FUNCTION} 1.0.0 is recalled`);
  }, 60_000);

  it('reaches an engine that does not run, at its next start', async () => {
    await engine.end('SIGTERM');

    const { output } = await recall('--version', '1.0.0');
    engine = await start();

    expect(output).toContain('at its next start');
    expect(await available(false)).toBe(false);
  }, 60_000);

  it('takes back what is recalled, and says so of nothing else', async () => {
    await recall('--version', '0.9.0');

    const unclear = await recall('--undo');
    const unknown = await recall('--undo', '--version', '9.9.9');
    const undone = await recall('--undo', '--version', '1.0.0');
    const rest = await recall('--undo');
    const none = await recall('--undo');

    const all = [unclear, unknown, undone, rest, none];
    expect(all.map(({ code }) => code)).toEqual([1, 1, 0, 0, 1]);
    expect(unclear.output).toContain('0.9.0, 1.0.0 are recalled: say which with --version');
    expect(unknown.output).toContain('9.9.9 is not recalled, but 0.9.0, 1.0.0 are');
    expect(rest.output).toContain(`${FUNCTION} 0.9.0 may run again`);
    expect(none.output).toContain(`no version of ${FUNCTION} is recalled`);
  }, 60_000);

  it.each([
    ['a function that is none', [], 'A/../B', /is no id of a function/],
    [
      'a function that the registry does not have',
      [],
      'no-such-coach',
      /holds no function no-such-coach.*--version/,
    ],
    ['a version that is none', ['--version', '1'], FUNCTION, /"1" is no version/],
    [
      'a data directory that is none',
      ['--data-dir', '/nowhere'],
      FUNCTION,
      /^No engine has run with \/nowhere.*--data-dir/,
    ],
  ])('refuses %s in a sentence', async (_what, args, id, sentence) => {
    const { code, output } = await runCommand(['recall', id, '--data-dir', dataDir, ...args]);

    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(output).not.toMatch(/\n\s+at /);
  });
});
