import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { importCommand } from '../../../local/cli/import-command.ts';
import { startTestPda, type TestPda } from '../../support/start-pda.ts';
import { fileOf, fixture } from './import-files.ts';

let pda: TestPda;

beforeAll(async () => {
  pda = await startTestPda();
}, 60_000);

afterAll(() => pda.close());

interface Outcome {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs the command as a shell would, with all it prints in one text. */
async function runImport(...args: string[]): Promise<Outcome> {
  const output = new PassThrough();
  const command = importCommand({ output, now: () => new Date('2025-06-01T12:00:00Z') })
    .exitOverride()
    .configureOutput({ writeErr: (line) => output.write(line), writeOut: (line) => output.write(line) });
  const exitCode = await command.parseAsync(args, { from: 'user' }).then(
    () => 0,
    (error: { exitCode: number }) => error.exitCode,
  );
  output.end();
  return { exitCode, output: await text(output) };
}

function signedIn(person = pda.alice): string[] {
  return ['--url', pda.url, '--pda', person.pda, '--password', person.password];
}

async function stored(endpoint: string, person = pda.alice): Promise<unknown[]> {
  const { body } = await pda.call<unknown[]>(`GET /api/v2.6/data/${endpoint}?take=5000`, {
    pda: person.pda,
    token: person.ownerToken,
  });
  return body;
}

describe('she import', () => {
  it('stores what it reads and lists what it could not', async () => {
    const file = await fileOf('tweets.js', await fixture('tweets.js.txt'));

    const { exitCode, output } = await runImport(file, ...signedIn());

    expect(exitCode).toBe(0);
    expect(output).toContain('tweets.js, tweet 6 (line 51): is not valid JSON');
    expect(output).toContain('4 read, 4 new, 0 already there, 3 bad');
    expect(await stored('twitter/tweets')).toHaveLength(4);
  });

  it('changes nothing when the same file is imported again', async () => {
    const file = await fileOf('calendar.ics', await fixture('calendar.ics'));
    await runImport(file, ...signedIn());

    const { output } = await runImport(file, ...signedIn());

    expect(output).toContain('11 read, 0 new, 11 already there, 2 bad');
    expect(await stored('calendar/google/events')).toHaveLength(11);
  });

  it('sends many records, and large ones, in batches the PDA accepts', async () => {
    const lines = Array.from({ length: 250 }, (_, index) =>
      JSON.stringify({ index, note: 'é'.repeat(9000) }),
    );
    const file = await fileOf('notes.jsonl', lines.join('\n'));

    const { output } = await runImport(file, ...signedIn(pda.ben), '--as', 'test/many');

    expect(output).toContain('250 read, 250 new, 0 already there, 0 bad');
    expect(await stored('test/many', pda.ben)).toHaveLength(250);
  });

  it('counts a record that stands twice in a file once', async () => {
    const file = await fileOf('twice.json', '[{"twice":1},{"twice":1}]');

    const { output } = await runImport(file, ...signedIn(), '--as', 'test/twice');

    expect(output).toContain('2 read, 1 new, 1 already there, 0 bad');
  });

  it('fails when nothing could be read', async () => {
    const file = await fileOf('bad.json', '[oops]');

    const { exitCode, output } = await runImport(file, ...signedIn(), '--as', 'test/bad');

    expect(exitCode).toBe(1);
    expect(output).toContain('bad.json, record 1 (line 1): is not valid JSON');
    expect(output).toContain('error: nothing in');
  });

  it.each([
    ['a missing file', ['nowhere.ics'], 'error: nowhere.ics cannot be opened: there is no such file'],
    ['a bad place', ['x', '--as', 'no slash'], 'error: --as takes NAMESPACE/ENDPOINT'],
    [
      'a wrong password',
      ['x', '--password', 'wrong'],
      'Could not sign in to alice.localhost: user or password',
    ],
    ['an unknown PDA', ['x', '--pda', 'nobody.localhost'], 'Unknown PDA nobody.localhost'],
    ['an engine that is not running', ['x', '--url', 'http://127.0.0.1:1'], 'nothing listens there'],
    ['an address that is none', ['x', '--url', 'localhost'], '"localhost" is not an address'],
  ])('says what to do about %s', async (_, [file = '', ...wrong], message) => {
    const { exitCode, output } = await runImport(file, ...signedIn(), ...wrong);

    expect(exitCode).toBe(1);
    expect(output).toContain(message);
  });
});
