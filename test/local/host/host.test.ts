import { detectSeal } from '../../../local/sandbox/detect-seal.ts';
import { BEHAVIOURS, FAMILIES } from './behaviours.ts';
import { eventually, processesNaming } from './processes.ts';
import { startTestHost, type TestHost } from './sealed-host.ts';

const HERE = FAMILIES.filter(({ missing }) => missing === undefined);

/** What the runtime says of a function that cannot be loaded. */
const BROKEN: Readonly<Record<string, object>> = {
  node: { errorType: 'Runtime.ImportModuleError', errorMessage: expect.stringContaining('nowhere') },
  python: { errorType: 'Runtime.ImportModuleError', errorMessage: expect.stringContaining('nowhere') },
  bootstrap: { errorType: 'Runtime.InvalidHandler', errorMessage: 'nowhere' },
  go: { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/exit status 7$/) },
  java: {
    errorType: 'java.lang.ClassNotFoundException',
    errorMessage: expect.stringContaining('nowhere.Missing'),
  },
};

let host: TestHost;

beforeAll(async () => {
  const functions = HERE.flatMap(({ make }) =>
    BEHAVIOURS.map((way) => make(way, way === 'hangs' ? { timeout: 1 } : {})),
  );
  host = await startTestHost(await detectSeal(['java21']), await Promise.all(functions));
});
afterAll(() => host?.close());

const absent = FAMILIES.flatMap(({ name, missing }) => (missing ? [`${name}: ${missing}`] : []));
// What is not tested is to be seen.
if (absent.length > 0) it.skip.each(absent)('a sealed function, not tried: %s', () => {});

describe.each(HERE.map(({ name }) => name))('a sealed %s function', (family) => {
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
      payload: { errorType: expect.stringMatching(/TypeError$/), errorMessage: 'no such thing' },
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

  it('does not get more memory than it is given, and is replaced', async () => {
    const name = `${family}-greedy`;

    const reply = await host.invoke(name);

    expect(reply.error).toBe('Unhandled');
  });

  it('says why it cannot be loaded', async () => {
    const name = `${family}-broken`;

    const reply = await host.invoke(name);

    expect(reply).toMatchObject({ error: 'Unhandled', payload: BROKEN[family] });
  });
});
