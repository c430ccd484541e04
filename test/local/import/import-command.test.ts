import { importCommand } from '../../../local/cli/import-command.ts';
import { runCommand } from '../../support/run-command.ts';
import { slowClock } from '../../support/slow-clock.ts';
import { startTestPda, type TestPda } from '../../support/start-pda.ts';
import { fileOf, fixture } from './import-files.ts';

let pda: TestPda;

beforeAll(async () => {
  pda = await startTestPda({ now: slowClock() });
}, 60_000);

afterAll(() => pda.close());

/** Runs the command with all it prints in one text. */
async function runImport(...args: string[]): Promise<{ exitCode: number; output: string }> {
  const now = () => new Date('2025-06-01T12:00:00Z');
  const { exitCode, output, errors } = await runCommand(
    (streams) => importCommand({ ...streams, now }),
    args,
  );
  return { exitCode, output: output + errors };
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

  it.each([
    ['StreamingHistory_music_0.json', 'spotify/feed', 3],
    ['Streaming_History_Audio_2021_0.json', 'spotify/feed', 2],
    ['sleep-2020-01-02.json', 'fitbit/sleep', 1],
    ['exercise-0.json', 'fitbit/activity', 2],
    ['weight-2020-01-01.json', 'fitbit/weight', 2],
  ])('stores %s in %s, and nothing when it is imported again', async (name, endpoint, count) => {
    const file = await fileOf(name, await fixture(name));
    const before = (await stored(endpoint)).length;

    const [first, again] = [await runImport(file, ...signedIn()), await runImport(file, ...signedIn())];

    expect(first.output).toContain(`${count} read, ${count} new, 0 already there`);
    expect(again.output).toContain(`${count} read, 0 new, ${count} already there`);
    expect(await stored(endpoint)).toHaveLength(before + count);
  });

  it('keeps the ids and dates that records bring', async () => {
    const source = { sourceUniqueId: 'cup-7', sourceTimestamp: '2025-01-01T10:00:00.000Z' };
    const lines = [
      { endpoint: 'kitchen/cups', data: { ml: 1 }, ...source },
      { endpoint: 'kitchen/cups', data: { ml: 1 }, sourceUniqueId: 'cup-8' },
      { endpoint: 'kitchen/cups', data: { ml: 2 }, sourceUniqueId: 'cup-7' },
    ];
    const file = await fileOf('cups.ndjson', lines.map((line) => JSON.stringify(line)).join('\n'));

    const { output } = await runImport(file, ...signedIn());

    expect(output).toContain('3 read, 2 new, 1 already there, 0 bad');
    expect(await stored('kitchen/cups')).toEqual([
      { ...lines[0], recordId: expect.any(String) },
      { ...lines[1], recordId: expect.any(String) },
    ]);
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
