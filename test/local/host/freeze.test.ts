import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { detectSeal } from '../../../local/sandbox/detect-seal.ts';
import { FAMILIES } from './behaviours.ts';
import { eventually, insideOf, stateOf } from './processes.ts';
import { nodeFunction, pythonFunction, startTestHost, type TestHost } from './sealed-host.ts';

const RESTLESS = readFileSync(new URL('fixtures/restless.py', import.meta.url), 'utf8');
const PAUSES = `export const handler = () => new Promise((end) => setTimeout(end, 300));`;
const HERE = FAMILIES.filter(({ missing }) => missing === undefined);

const seconds = z.number();
const restlessSchema = z.object({
  'signal of a descriptor': z.literal('no'),
  'stood still': z.object({
    thread: seconds,
    child: seconds,
    daemon: seconds,
    timer: seconds,
    group: seconds,
    death: seconds,
  }),
});

let host: TestHost;

beforeAll(async () => {
  host = await startTestHost(await detectSeal(['java21']), [
    await pythonFunction('restless', RESTLESS),
    await nodeFunction('pauses', PAUSES),
    ...(await Promise.all(HERE.map(({ make }) => make('remembers', {})))),
  ]);
});
afterAll(() => host?.close());

it('lets nothing run after the answer: thread, child, daemon, nor who has the kernel wake it', async () => {
  await host.invoke('restless');
  const from = performance.now();
  await host.invoke('pauses');
  const between = (performance.now() - from) / 1000;

  const reply = await host.invoke('restless');

  const { group, death, ...others } = restlessSchema.parse(reply.payload)['stood still'];
  expect(Math.min(...Object.values(others))).toBeGreaterThanOrEqual(between);
  // They may have been woken once, and were stopped again.
  expect(Math.min(group, death)).toBeGreaterThan(between / 2);
});

it.each(HERE.map(({ name }) => name))('stops a %s function as a whole, and lets it go on', async (family) => {
  const name = `${family}-remembers`;
  const TenantId = `freeze-${family}`;

  const first = await host.invoke(name, { TenantId });
  await eventually(() => insideOf(host.stateDir).every((pid) => /[TZ]/.test(stateOf(pid) ?? 'Z')));
  const second = await host.invoke(name, { TenantId });

  expect([first.payload, second.payload]).toMatchObject([{ calls: 1 }, { calls: 2 }]);
});
