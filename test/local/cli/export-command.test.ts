import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { exportCommand } from '../../../local/cli/export-command.ts';
import { type CommandOutcome, runCommand } from '../../support/run-command.ts';
import { startTestPda, type TestPda } from '../../support/start-pda.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
let pda: TestPda;

beforeAll(async () => {
  pda = await startTestPda();
  await save('kitchen/drinks', [{ ml: 330 }, { ml: 250 }]);
  await save('a/b/c', ['é\n"', 7, null]);
}, 60_000);

afterAll(() => pda.close());

function save(endpoint: string, body: unknown): Promise<unknown> {
  return pda.call(`POST /api/v2.6/data/${endpoint}`, {
    pda: pda.alice.pda,
    token: pda.alice.ownerToken,
    body,
  });
}

function runExport(...args: string[]): Promise<CommandOutcome> {
  return runCommand((streams) => exportCommand(streams), args);
}

function signedIn(url = pda.url): string[] {
  return ['--url', url, '--pda', pda.alice.pda, '--password', pda.alice.password];
}

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const emptyFolder = async (name: string) => mkdir(join(folder, name), { recursive: true });

describe('she export', () => {
  it('gives every record of every endpoint on a line, in the order they were stored in', async () => {
    const { exitCode, output } = await runExport(...signedIn());

    const lines = linesOf(output);
    expect(exitCode).toBe(0);
    expect(lines.map(({ endpoint, data }) => [endpoint, data])).toEqual([
      ['a/b/c', 'é\n"'],
      ['a/b/c', 7],
      ['a/b/c', null],
      ['kitchen/drinks', { ml: 330 }],
      ['kitchen/drinks', { ml: 250 }],
    ]);
    expect(new Set(lines.map(({ recordId }) => recordId)).size).toBe(5);
  });

  it('tells beside it how much there was', async () => {
    const { errors } = await runExport(...signedIn());

    expect(errors).toBe('a/b/c: 3 records\nkitchen/drinks: 2 records\n5 records of 2 endpoints exported\n');
  });

  it('writes the same to a file that only its owner may read', async () => {
    await emptyFolder('whole');
    const file = join(folder, 'whole/alice.ndjson');
    await writeFile(`${file}.part`, 'of an export that was interrupted', { mode: 0o644 });

    const { output } = await runExport(...signedIn(), '--output', file);

    expect(output).toBe('');
    expect(await readFile(file, 'utf8')).toBe((await runExport(...signedIn())).output);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(dirname(file))).toEqual(['alice.ndjson']);
  });

  it.each([
    ['a wrong password', ['--password', 'wrong'], 'Could not sign in to alice.localhost'],
    ['an unknown PDA', ['--pda', 'nobody.localhost'], 'Unknown PDA nobody.localhost'],
    ['an engine that is not running', ['--url', 'http://127.0.0.1:1'], 'nothing listens there'],
    [
      'a folder that is not there',
      ['--output', '/no/such/folder/file'],
      '/no/such/folder/file was not written',
    ],
  ])('says what to do about %s', async (_, wrong, message) => {
    const { exitCode, errors } = await runExport(...signedIn(), ...wrong);

    expect(exitCode).toBe(1);
    expect(errors).toContain(message);
  });
});

describe('an export that breaks off', () => {
  const WHOLE = '[{"endpoint":"a/b","recordId":"1","data":1},';
  let server: Server;
  let answer: (response: ServerResponse) => void;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const replies: Record<string, string> = {
        '/users/access_token': '{"accessToken":"token"}',
        '/api/v2.6/data/sources': '{"a":["b"]}',
      };
      const reply = replies[request.url ?? ''];
      if (reply === undefined) answer(response);
      else response.end(reply);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const urlOf = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  it.each<[string, (response: ServerResponse) => void, string]>([
    [
      'the connection breaks',
      (response) => response.write(WHOLE, () => response.destroy()),
      'the connection broke off',
    ],
    ['the reply ends in the middle', (response) => response.end(WHOLE), 'the answer ends too early'],
    ['there is no reply at all', (response) => response.end(), 'the answer ends too early'],
    ['it is no JSON', (response) => response.end('<p>[sorry]'), 'holds something that is no record'],
    ['it is no record', (response) => response.end('[{"data":1}]'), 'holds something that is no record'],
    [
      'the PDA refuses',
      (response) => response.writeHead(500).end('{"message":"x","cause":"broken","details":["mend it"]}'),
      'failed (500): broken\n  mend it',
    ],
  ])('ends with 1 and says so when %s', async (_, answers, message) => {
    answer = answers;

    const { exitCode, errors } = await runExport(...signedIn(urlOf()));

    expect(exitCode).toBe(1);
    expect(errors).toContain('error: what was written is not everything. ');
    expect(errors).toContain(message);
  });

  it('leaves the file of an earlier export as it was', async () => {
    await emptyFolder('kept');
    const file = join(folder, 'kept/alice.ndjson');
    await runExport(...signedIn(), '--output', file);
    const earlier = await readFile(file, 'utf8');
    answer = (response) => response.write(WHOLE, () => response.destroy());

    const { exitCode, errors } = await runExport(...signedIn(urlOf()), '--output', file);

    expect(exitCode).toBe(1);
    expect(errors).toContain(`${file} was not written. Could not reach the engine`);
    expect(await readFile(file, 'utf8')).toBe(earlier);
    expect(await readdir(dirname(file))).toEqual(['alice.ndjson']);
  });

  it('gives the bytes of the PDA, each record on one line, whatever the reply looks like', async () => {
    answer = (response) =>
      response.end(
        '[\r\n {"endpoint":"a/b",\n "data": 12345678901234567890.10}\n,{"endpoint":"a/b","data":"\\n"}]',
      );

    const { output } = await runExport(...signedIn(urlOf()));

    expect(output.split('\n')).toEqual([
      '   {"endpoint":"a/b",  "data": 12345678901234567890.10} ',
      '{"endpoint":"a/b","data":"\\n"}',
      '',
    ]);
  });
});
