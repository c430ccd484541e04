import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { detectSeal } from '../../../local/sandbox/detect-seal.ts';
import { unsealed } from '../../../local/sandbox/unsealed.ts';
import { FAMILIES } from './behaviours.ts';
import { eventually, processesNaming } from './processes.ts';
import { hostedFunction, packedFunction, startTestHost, type TestHost } from './sealed-host.ts';
import { buildJava } from './toolchains.ts';

const SCRIPT = readFileSync(new URL('fixtures/bootstrap/bootstrap', import.meta.url), 'utf8');
/** Looks for the Runtime API of any sandbox at Lambda's port, its own and what else this machine has. */
const LOOKS_AROUND = SCRIPT.replace(
  'BEHAVIOURS = {',
  `def kind_of(fd):
    try:
        return os.readlink("/proc/self/fd/" + fd).split(":")[0]
    except OSError:
        return None


def looks_around(event, headers):
    import socket
    addresses = [line.split()[1].split(":")[1] for line in open("/proc/net/tcp").readlines()[1:]]
    with socket.socket() as other:
        try:
            other.connect(("127.0.0.1", event["port"]))
            reached = True
        except OSError:
            reached = False
    return {
        "api": os.environ["AWS_LAMBDA_RUNTIME_API"],
        "listening": sorted({int(port, 16) for port in addresses} & {9001}),
        "reached": reached,
        "open": sorted(filter(None, map(kind_of, os.listdir("/proc/self/fd")))),
    }


BEHAVIOURS = {
    "looks around": looks_around,`,
);
const HERE = FAMILIES.filter(({ missing }) => missing === undefined);
const JAR = await buildJava('jar');
const provided = { runtime: 'provided.al2023' };

let host: TestHost | undefined;
afterEach(() => host?.close());

it('finds the Runtime API at the port it has on Lambda, and no other sandbox by it', async () => {
  const looking = { bootstrap: LOOKS_AROUND };
  const over = { ...provided, handler: 'looks around' };
  const running = await startTestHost(await detectSeal(), [await hostedFunction('looks', looking, over)]);
  host = running;
  const port = Number(new URL(running.host.url).port);

  const replies = await Promise.all(
    ['alice', 'bob'].map((TenantId) => running.invoke('looks', { TenantId, event: { port } })),
  );

  const own = { api: '127.0.0.1:9001', listening: [9001], reached: false };
  expect(replies).toMatchObject([{ payload: own }, { payload: own }]);
});

it('gives a bootstrap nothing but its standard streams and its own connection', async () => {
  const looking = { bootstrap: LOOKS_AROUND };
  const over = { ...provided, handler: 'looks around' };
  const running = await startTestHost(await detectSeal(), [await hostedFunction('looks', looking, over)]);
  host = running;

  const reply = await running.invoke('looks', { event: { port: 1 } });

  // Standard output and error, and its connection.
  const open = z.object({ open: z.array(z.string()) }).parse(reply.payload).open;
  expect(open.filter((path) => path !== '/dev/null')).toEqual(['socket', 'socket', 'socket']);
});

it.each([
  ['that is for another processor', `\u007fELF${'\0'.repeat(60)}`, 'built for another processor'],
  ['that is no program', 'hello', 'neither a Linux program nor a script'],
])('refuses a bootstrap %s', async (_, bootstrap, reason) => {
  const running = await startTestHost(await detectSeal(), [
    await hostedFunction('foreign', { bootstrap }, provided),
  ]);
  host = running;

  const invocation = running.invoke('foreign');

  await expect(invocation).rejects.toMatchObject({
    name: 'InvalidRuntimeException',
    message: expect.stringContaining(reason),
  });
});

it('says so when the program that runs a script is not there', async () => {
  const running = await startTestHost(await detectSeal(), [
    await hostedFunction('nowhere', { bootstrap: '#!/usr/bin/nowhere\n' }, provided),
  ]);
  host = running;

  const reply = await running.invoke('nowhere');

  expect(reply.payload).toMatchObject({ errorType: 'Runtime.ExitError' });
  expect(running.lines.map(({ text }) => text)).toContain(
    '/var/task/bootstrap cannot be run: No such file or directory',
  );
});

(('missing' in JAR ? it.skip : it) as typeof it)(
  `finds Java handlers in a jar, by class, by method and by stream${'missing' in JAR ? `: ${JAR.missing}` : ''}`,
  async () => {
    const files = 'files' in JAR ? JAR.files : new Map();
    const java = (name: string, handler: string) =>
      packedFunction(name, files, { runtime: 'java21', handler, memory: 256 });
    const running = await startTestHost(await detectSeal(['java21']), [
      await java('by-class', 'example.Behaviours'),
      await java('by-method', 'example.Behaviours::hello'),
      await java('by-stream', 'example.Behaviours::echoes'),
    ]);
    host = running;

    const replies = await Promise.all(
      ['by-class', 'by-method', 'by-stream'].map((name) => running.invoke(name, { event: { name: 'Ada' } })),
    );

    expect(replies.map(({ payload }) => payload)).toEqual([
      'handled',
      { hello: 'Ada', tenant: 'alice' },
      { name: 'Ada' },
    ]);
  },
);

describe('without a seal', () => {
  it.each(HERE.map(({ name }) => name))('a %s function answers, warm, too', async (family) => {
    const make = HERE.find(({ name }) => name === family)?.make;
    const running = await startTestHost(unsealed(['java21']), make ? [await make('hello', {})] : []);
    host = running;
    const call = () => running.invoke(`${family}-hello`, { event: { name: 'Ada' } });

    const replies = [await call(), await call()];

    const hello = { payload: { hello: 'Ada', tenant: 'alice' } };
    expect(replies).toMatchObject([hello, hello]);
  });

  it('nothing is left of a bootstrap that ended', async () => {
    const exits = await hostedFunction('exits', { bootstrap: SCRIPT }, { ...provided, handler: 'exits' });
    const running = await startTestHost(unsealed(), [exits]);
    host = running;

    const reply = await running.invoke('exits');

    expect(reply.payload).toMatchObject({ errorType: 'Runtime.ExitError' });
    await eventually(() => processesNaming(running.stateDir).length === 0);
  });
});
