import { readdirSync, writeFileSync } from 'node:fs';
import type { HostLimits } from '../../../local/host/host-limits.ts';
import type { HostedFunction } from '../../../local/host/hosted-function.ts';
import { detectSeal } from '../../../local/sandbox/detect-seal.ts';
import type { Seal } from '../../../local/sandbox/seal.ts';
import { eventually, insideOf, processesNaming, stateOf } from './processes.ts';
import { hostedFunction, nodeFunction, startTestHost, type TestHost } from './sealed-host.ts';

const COUNTER = `let calls = 0; export const handler = async () => (calls += 1);`;
/** Answers in the runtime's place, then goes on working and never asks for more. */
const LINGERS = `
  import { request } from 'node:http';
  const socketPath = process.env.AWS_LAMBDA_RUNTIME_API.slice(5);
  export const handler = (event, { awsRequestId }) => new Promise((resolve) => {
    if (!event.linger) return resolve('fine');
    const path = '/2018-06-01/runtime/invocation/' + awsRequestId + '/response';
    request({ socketPath, method: 'POST', path }, (answer) => answer.resume().on('end', () => { for (;;) {} })).end('"early"');
  });`;
/** Says to the host what a runtime never says. */
const TALKS_NONSENSE = `
  import { request } from 'node:http';
  const socketPath = process.env.AWS_LAMBDA_RUNTIME_API.slice(5);
  const post = (path, body) => request({ socketPath, method: 'POST', path: '/2018-06-01/runtime' + path }).end(body);
  export const handler = ({ say }) => new Promise((resolve) => {
    if (say === 'foreign answer') post('/invocation/another-id/response', '"stolen"');
    if (say === 'unknown path') post('/exit', '');
    if (say === 'next while busy') request({ socketPath, path: '/2018-06-01/runtime/invocation/next' }).end();
    if (say === 'late init error') post('/init/error', '{}');
    if (say === 'nothing wrong') resolve('fine');
  });`;

let seal: Seal;
let host: TestHost | undefined;

beforeAll(async () => {
  seal = await detectSeal();
});
afterEach(() => host?.close());

async function start(
  functions: readonly HostedFunction[],
  limits: Partial<HostLimits> = {},
): Promise<TestHost> {
  host = await startTestHost(seal, functions, { limits });
  return host;
}

const allFrozen = (running: TestHost): Promise<void> =>
  eventually(() => insideOf(running.stateDir).every((pid) => stateOf(pid) === 'T'));

it('serves ten tenants at once, each apart', async () => {
  const running = await start([await nodeFunction('counter', COUNTER)], { environments: 10 });
  const tenants = Array.from({ length: 10 }, (_, index) => `tenant-${index}`);

  const calls = [...tenants, ...tenants].map((TenantId) => running.invoke('counter', { TenantId }));
  const replies = await Promise.all(calls);

  expect(replies.map(({ payload }) => payload)).toEqual([...Array(10).fill(1), ...Array(10).fill(2)]);
});

it('gives the place of the environment that was idle longest to a new tenant', async () => {
  const running = await start([await nodeFunction('counter', COUNTER)], { environments: 2 });
  const call = async (TenantId: string) => (await running.invoke('counter', { TenantId })).payload;
  await call('alice');
  await call('bob');
  await call('alice');
  await allFrozen(running);

  const carol = await call('carol');
  await allFrozen(running);
  const alice = await call('alice');
  await allFrozen(running);
  const bob = await call('bob');

  expect([carol, alice, bob]).toEqual([1, 3, 1]);
});

it('keeps its places when functions cannot be loaded', async () => {
  const broken = await nodeFunction('broken', `process.exit(7);`);
  const running = await start([broken, await nodeFunction('counter', COUNTER)], { environments: 1 });

  const failures = await Promise.all([1, 2, 3].map(() => running.invoke('broken')));
  const reply = await running.invoke('counter');

  expect(failures.map(({ error }) => error)).toEqual(['Unhandled', 'Unhandled', 'Unhandled']);
  expect(reply.payload).toBe(1);
});

it('refuses what would wait beyond the bound', async () => {
  const slow = await nodeFunction(
    'slow',
    `export const handler = () => new Promise((end) => setTimeout(end, 300));`,
  );
  const running = await start([slow], { environments: 1, queue: 1 });

  const calls = await Promise.allSettled([1, 2, 3].map(() => running.invoke('slow')));

  const refused = calls.filter((call) => call.status === 'rejected').map(({ reason }) => reason.name);
  expect(refused).toEqual(['TooManyRequestsException']);
});

it('does not let an invocation wait for ever', async () => {
  const hangs = await nodeFunction(
    'hangs',
    `export const handler = () => new Promise(() => setInterval(() => {}, 1000));`,
  );
  const running = await start([hangs], { environments: 1, wait: 0.1 });
  const hanging = running.invoke('hangs').catch(() => {});

  const waiting = running.invoke('hangs', { TenantId: 'bob' });

  await expect(waiting).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  await running.host.endTenant('alice');
  await hanging;
});

it('stops every process of a function between two invocations', async () => {
  const parent = `
    import { spawn } from 'node:child_process';
    spawn('/usr/bin/sleep', ['1000'], { detached: true });
    setInterval(() => {}, 1);
    export const handler = async () => 'fine';`;
  const running = await start([await nodeFunction('parent', parent)]);

  const first = await running.invoke('parent');
  await eventually(
    () =>
      insideOf(running.stateDir).length >= 3 &&
      insideOf(running.stateDir).every((pid) => stateOf(pid) === 'T'),
  );
  const second = await running.invoke('parent');

  expect([first.payload, second.payload]).toEqual(['fine', 'fine']);
});

it('never uses again what could not be stopped, and still gives its answer', async () => {
  let wakings = 0;
  const restless: Seal = {
    ...seal,
    launch: (order) => {
      const sandbox = seal.launch(order);
      return {
        ...sandbox,
        isStill: () => wakings === 0 && sandbox.isStill(),
        thaw: () => {
          wakings += 1;
          sandbox.thaw();
        },
      };
    },
  };
  host = await startTestHost(restless, [await nodeFunction('counter', COUNTER)]);

  const first = await host.invoke('counter');
  wakings = 0;
  const second = await host.invoke('counter');

  expect([first.payload, second.payload]).toEqual([1, 1]);
});

it('ends what goes on working after its answer when its time is over', async () => {
  const running = await start([await nodeFunction('lingers', LINGERS, { timeout: 1 })]);

  const early = await running.invoke('lingers', { event: { linger: true } });
  const next = await running.invoke('lingers');

  expect(early).toMatchObject({ payload: 'early', error: undefined });
  expect(next).toMatchObject({ payload: 'fine', error: undefined });
});

it.each(['foreign answer', 'unknown path', 'next while busy', 'late init error'])(
  'ends an environment that talks nonsense: %s',
  async (say) => {
    const running = await start([await nodeFunction('talks', TALKS_NONSENSE)]);

    const reply = await running.invoke('talks', { event: { say } });
    const next = await running.invoke('talks', { event: { say: 'nothing wrong' } });

    expect(reply).toMatchObject({ error: 'Unhandled', payload: { errorType: 'Runtime.ExitError' } });
    expect(next.payload).toBe('fine');
  },
);

it('ends an environment that is not used', async () => {
  const running = await start([await nodeFunction('counter', COUNTER)], { idle: 0 });

  const first = await running.invoke('counter');
  await eventually(() => insideOf(running.stateDir).length === 0);
  const second = await running.invoke('counter');

  expect([first.payload, second.payload]).toEqual([1, 1]);
});

it('ends all environments of a tenant, idle or busy, and no other', async () => {
  const hangs = `let calls = 0; export const handler = ({ hang }) => new Promise((resolve) => {
    calls += 1;
    if (hang) console.log('hanging'); else resolve(calls);
  });`;
  const running = await start([await nodeFunction('a', hangs), await nodeFunction('b', hangs)]);
  await running.invoke('a');
  await running.invoke('a', { TenantId: 'bob' });
  const busy = running.invoke('b', { event: { hang: true } });
  await eventually(() => running.lines.some(({ text }) => text === 'hanging'));

  await running.host.endTenant('alice');

  expect(await busy).toMatchObject({ error: 'Unhandled', payload: { errorType: 'Runtime.ExitError' } });
  expect((await running.invoke('a')).payload).toBe(1);
  expect((await running.invoke('a', { TenantId: 'bob' })).payload).toBe(2);
});

it('leaves no process and no file behind when it is closed', async () => {
  const running = await start([
    await nodeFunction('hangs', `export const handler = () => new Promise(() => console.log('in'));`),
  ]);
  const busy = running.invoke('hangs').catch(() => {});
  await eventually(() => running.lines.length > 0);

  await running.host.close();

  expect(readdirSync(running.stateDir)).toEqual([]);
  expect(processesNaming(running.stateDir)).toEqual([]);
  await busy;
});

it('does not run files that are not those that were approved', async () => {
  const changed = await nodeFunction('changed', COUNTER);
  writeFileSync(changed.files.get('index.mjs') as string, `export const handler = async () => 'other code';`);
  const running = await start([changed]);

  const invocation = running.invoke('changed');

  await expect(invocation).rejects.toMatchObject({
    name: 'ResourceNotReadyException',
    message: expect.stringContaining('its files have hash'),
  });
});

it('does not let a package lay files outside its folder', async () => {
  const honest = await nodeFunction('honest', COUNTER);
  const source = honest.files.get('index.mjs') as string;
  const running = await start([{ ...honest, files: new Map([['../../escaped.mjs', source]]) }]);

  const invocation = running.invoke('honest');

  await expect(invocation).rejects.toMatchObject({ message: expect.stringContaining('leaves the package') });
  expect(readdirSync(running.stateDir, { recursive: true })).not.toContainEqual(
    expect.stringContaining('escaped.mjs'),
  );
});

it('finds handlers in folders and in every kind of module', async () => {
  const over = (handler: string) => ({ handler });
  const running = await start([
    await hostedFunction(
      'esm',
      { 'src/app/index.mjs': `export const run = async () => 'esm';` },
      over('src/app/index.run'),
    ),
    await hostedFunction('cjs', { 'index.cjs': `exports.run = async () => 'cjs';` }, over('index.run')),
    await hostedFunction(
      'js',
      { 'lib/index.js': `exports.deep = { run: (e, c, done) => done(null, 'js') };` },
      over('lib/index.deep.run'),
    ),
    await hostedFunction(
      'py',
      { 'src/__init__.py': '', 'src/app.py': `run = lambda e, c: 'py'` },
      { handler: 'src/app.run', runtime: 'python3.13' },
    ),
  ]);

  const replies = await Promise.all(['esm', 'cjs', 'js', 'py'].map((name) => running.invoke(name)));

  expect(replies.map(({ payload }) => payload)).toEqual(['esm', 'cjs', 'js', 'py']);
});
