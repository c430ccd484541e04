import { detectSeal } from '../../../local/sandbox/detect-seal.ts';
import type { Seal } from '../../../local/sandbox/seal.ts';
import { eventually, processesNaming } from './processes.ts';
import { nodeFunction, pythonFunction, startTestHost, type TestHost } from './sealed-host.ts';

const NODE = {
  hello: `export const handler = async (event, context) => ({ hello: event.name, tenant: context.tenantId });`,
  throws: `export const handler = async () => { throw new TypeError('no such thing'); };`,
  exits: `export const handler = async () => process.exit(3);`,
  hangs: `
    import { spawn } from 'node:child_process';
    export const handler = async (event) => {
      if (!event.hang) return 'fine';
      spawn('/bin/sleep', ['1000'], { detached: true });
      process.on('SIGTERM', () => {});
      for (;;) {}
    };`,
  remembers: `
    import { existsSync, writeFileSync } from 'node:fs';
    let calls = 0;
    export const handler = async () => {
      const known = existsSync('/tmp/known');
      writeFileSync('/tmp/known', '');
      calls += 1;
      return { calls, known };
    };`,
  large: `export const handler = async () => 'x'.repeat(6291557);`,
  broken: `import 'nowhere'; export const handler = async () => {};`,
};

const PYTHON: typeof NODE = {
  hello: `
def handler(event, context):
    return {"hello": event["name"], "tenant": context.tenant_id}
`,
  throws: `
def handler(event, context):
    raise TypeError("no such thing")
`,
  exits: `
import os
def handler(event, context):
    os._exit(3)
`,
  hangs: `
import signal, subprocess
def handler(event, context):
    if not event.get("hang"):
        return "fine"
    subprocess.Popen(["/bin/sleep", "1000"], start_new_session=True)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        pass
`,
  remembers: `
import os
calls = 0
def handler(event, context):
    global calls
    known = os.path.exists("/tmp/known")
    open("/tmp/known", "w").close()
    calls += 1
    return {"calls": calls, "known": known}
`,
  large: `
def handler(event, context):
    return "x" * 6291557
`,
  broken: `
import nowhere
`,
};

let seal: Seal;
let host: TestHost;

beforeAll(async () => {
  seal = await detectSeal();
  const names = Object.keys(NODE) as (keyof typeof NODE)[];
  const over = (name: string) => (name === 'hangs' ? { timeout: 1 } : {});
  host = await startTestHost(seal, [
    ...(await Promise.all(names.map((name) => nodeFunction(`node-${name}`, NODE[name], over(name))))),
    ...(await Promise.all(names.map((name) => pythonFunction(`python-${name}`, PYTHON[name], over(name))))),
  ]);
});
afterAll(() => host?.close());

describe.each(['node', 'python'])('a sealed %s function', (family) => {
  it('answers with what its handler returns', async () => {
    const event = { name: 'Ada' };

    const reply = await host.invoke(`${family}-hello`, { event });

    expect(reply).toEqual({
      payload: { hello: 'Ada', tenant: 'alice' },
      error: undefined,
      status: 200,
      version: '1',
    });
  });

  it('reports what its handler throws', async () => {
    const name = `${family}-throws`;

    const reply = await host.invoke(name);

    expect(reply).toMatchObject({
      error: 'Unhandled',
      payload: { errorType: 'TypeError', errorMessage: 'no such thing' },
    });
  });

  it('is replaced after it exits', async () => {
    const name = `${family}-exits`;

    const replies = [await host.invoke(name), await host.invoke(name)];

    for (const reply of replies) {
      expect(reply).toMatchObject({
        error: 'Unhandled',
        payload: {
          errorType: 'Runtime.ExitError',
          errorMessage: expect.stringMatching(/Runtime exited with error: exit status 3$/),
        },
      });
    }
  });

  it('dies with everything it started when its time is over, and is replaced', async () => {
    const name = `${family}-hangs`;

    const late = await host.invoke(name, { event: { hang: true } });
    const next = await host.invoke(name);

    expect(late).toMatchObject({
      error: 'Unhandled',
      payload: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/Error: Task timed out after 1\.00 seconds$/),
      },
    });
    expect(next).toMatchObject({ error: undefined, payload: 'fine' });
    await eventually(() => processesNaming('/bin/sleep\u00001000').length === 0);
  });

  it('keeps globals and /tmp for its tenant, and for nobody else', async () => {
    const name = `${family}-remembers`;

    const alice = [await host.invoke(name), await host.invoke(name)];
    const bob = await host.invoke(name, { TenantId: 'bob' });

    expect(alice.map(({ payload }) => payload)).toEqual([
      { calls: 1, known: false },
      { calls: 2, known: true },
    ]);
    expect(bob.payload).toEqual({ calls: 1, known: false });
  });

  it('is refused an answer above the limit', async () => {
    const name = `${family}-large`;

    const reply = await host.invoke(name);

    expect(reply).toMatchObject({
      error: 'Unhandled',
      payload: { errorType: 'Function.ResponseSizeTooLarge' },
    });
  });

  it('says why it cannot be loaded', async () => {
    const name = `${family}-broken`;

    const reply = await host.invoke(name);

    expect(reply).toMatchObject({
      error: 'Unhandled',
      payload: { errorType: 'Runtime.ImportModuleError', errorMessage: expect.stringContaining('nowhere') },
    });
  });
});
