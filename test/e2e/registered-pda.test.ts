import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deriveEngineKeys } from '../../adapters/crypto/derive-keys.ts';
import { HmacGroupPseudonyms } from '../../adapters/crypto/hmac-pseudonyms.ts';
import { type EngineProcess, launch, runCommand, startEngineProcess } from '../support/engine-process.ts';
import { eventually } from '../support/eventually.ts';
import { callPda, startTestPda, type TestPda } from '../support/start-pda.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('she pda', () => {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'she');
  const tokenFile = join(folder, 'token');
  let engine: EngineProcess;
  let elsewhere: TestPda;
  const printed: string[] = [];

  beforeAll(async () => {
    elsewhere = await startTestPda({ now: () => new Date() });
    engine = await startEngineProcess(dataDir, { args: ['--no-sample'] });
    await writeFile(tokenFile, elsewhere.ben.engineToken);
  }, 60_000);
  afterAll(async () => {
    await engine.end('SIGTERM');
    await elsewhere.close();
  });

  async function pda(...args: string[]) {
    const ran = await runCommand(['pda', ...args, '--data-dir', dataDir]);
    printed.push(ran.output);
    return ran;
  }
  /** Asks the engine's management API as ben, whose PDA is elsewhere. */
  const askAsBen = async () => {
    const { pda: name, ownerToken: token } = elsewhere.ben;
    return (await callPda(engine.url, 'GET /api/v2.6/she/function', { pda: name, token })).status;
  };

  it('registers a PDA with an engine that runs, which then knows its owner', async () => {
    const before = await askAsBen();

    const { code, output } = await pda(
      'add',
      'ben.localhost',
      '--url',
      elsewhere.url,
      '--token-file',
      tokenFile,
    );

    expect([before, code]).toEqual([401, 0]);
    expect(output).toContain('answers, takes the token, and speaks the additions for the engine');
    expect(await eventually(askAsBen, (status) => status === 200)).toBe(200);
  }, 60_000);

  it('lists it, without its token', async () => {
    const [asTable, asJson] = [await pda('list'), await pda('list', '--json')];

    expect(asTable.output).toMatch(
      /^PDA +address +token since +token until\nben\.localhost +http:\/\/127\.0\.0\.1:\d+ +20\S+ +20\S+$/m,
    );
    const tokenEnds = expect.stringMatching(/^20/);
    expect(JSON.parse(asJson.output)).toMatchObject([
      { pda: 'ben.localhost', url: elsewhere.url, tokenEnds },
    ]);
  }, 60_000);

  it("names it, and the engine's own, by what the engine's log calls them", async () => {
    const key = await readFile(join(dataDir, 'engine.key'));
    const groups = new HmacGroupPseudonyms(deriveEngineKeys(key).groups);
    const [ben, alice] = [groups.group('ben.localhost'), groups.group('alice.localhost')];

    const { code, output } = await pda('which', ben, alice.slice(0, 8));

    expect(code).toBe(0);
    expect(output).toContain(`${ben}  ben.localhost\n${alice.slice(0, 8)}  alice.localhost\n`);
  }, 60_000);

  it('gives it another token, also after a restart of the engine', async () => {
    await engine.end('SIGTERM');
    const { code, output } = await pda('rotate', 'ben.localhost', '--token-file', tokenFile);

    engine = await startEngineProcess(dataDir, { args: ['--no-sample'] });

    expect([code, await askAsBen()]).toEqual([0, 200]);
    expect(output).toContain('it knows from its next start on');
  }, 60_000);

  it.each([
    [
      'a PDA of its own',
      ['add', 'alice.localhost', '--url', 'http://127.0.0.1:1'],
      /is a PDA of this engine/,
    ],
    ['one that is there', ['add', 'ben.localhost', '--url', 'http://127.0.0.1:1'], /is registered already/],
    [
      'an address on the way',
      ['add', 'x.example', '--url', 'http://x.example'],
      /plain HTTP is for this machine/,
    ],
    ["another's token", ['add', 'x.example', '--url', 'http://127.0.0.1:1'], /The token is another PDA's/],
    ['no domain', ['add', 'No Domain', '--url', 'http://127.0.0.1:1'], /is no domain of a PDA/],
    ['a new token of nobody', ['rotate', 'x.example'], /x\.example is not registered/],
  ])('refuses %s in a sentence', async (_what, args, sentence) => {
    const { code, output } = await pda(...args, '--token-file', tokenFile);

    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(output).not.toMatch(/\n\s+at /);
  });

  it('takes it away again, so that nobody is let in by it', async () => {
    const { code } = await pda('remove', 'ben.localhost');

    const status = await eventually(askAsBen, (seen) => seen === 401);

    expect([code, status, (await pda('remove', 'ben.localhost')).code]).toEqual([0, 401, 1]);
  }, 60_000);

  it('takes a token from its environment, and shows none anywhere', async () => {
    const env = { SHE_PDA_TOKEN: elsewhere.ben.engineToken };
    const args = ['pda', 'add', 'ben.localhost', '--url', elsewhere.url, '--no-check', '--data-dir', dataDir];
    const { child, output } = launch({ args, env });
    await new Promise((resolve) => child.once('close', resolve));

    const kept = await readFile(join(dataDir, 'pdas', 'elsewhere', 'ben.localhost.json'), 'utf8');

    const shown = [...printed, output(), kept, engine.output()].join('\n');
    expect(shown).toContain('ben.localhost is registered at');
    expect(shown).not.toContain(elsewhere.ben.engineToken.split('.')[2]);
  }, 60_000);
});
