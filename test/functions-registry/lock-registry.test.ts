import { readdir, readFile, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { loadRegistry } from '../../functions-registry/load-registry.ts';
import { lockRegistry } from '../../functions-registry/lock-registry.ts';
import { aFunction, aRegistry, fill, removeRegistries } from '../support/manifest-builder.ts';
import { problemsOf } from '../support/registry-problems.ts';

const reads = [{ endpoint: 'fitbit/activity', fields: ['steps'] }];
const handlers = {
  configuration: 'index.configuration',
  bundle: 'index.bundle',
  process: 'index.process',
};

async function aLockedRegistry() {
  const directory = await aRegistry({
    'step-counter': aFunction({ reads }),
    'sleep-diary': aFunction({ id: 'sleep-diary' }),
  });
  await lockRegistry(directory);
  return directory;
}

async function lockOf(directory: string) {
  return JSON.parse(await readFile(join(directory, 'lock.json'), 'utf8')).functions;
}

afterEach(removeRegistries);

describe('lockRegistry', () => {
  it('writes version, hashes, shard and scope of each function, and nothing else into the folder', async () => {
    const directory = await aRegistry({ 'step-counter': aFunction({ reads }) });

    const changes = await lockRegistry(directory);

    expect(changes).toEqual({ added: ['step-counter'], updated: [], removed: [] });
    expect(await lockOf(directory)).toEqual({
      'step-counter': {
        version: '1.0.0',
        sha256: '839b6bba4f56079ae643f9bb694274cffadb20a4546b0030956eb9fe06844682',
        settings: expect.stringMatching(/^[0-9a-f]{64}$/),
        shard: 50,
        scope: { reads, namespace: 'she', endpoint: 'insights/steps', allowSubpaths: false },
      },
    });
    expect(await readdir(directory)).toEqual(['function.schema.json', 'lock.json', 'step-counter']);
  });

  it('changes nothing when nothing changed', async () => {
    const directory = await aLockedRegistry();
    const before = await readFile(join(directory, 'lock.json'), 'utf8');
    await utimes(join(directory, 'step-counter/code/index.mjs'), 0, 0);

    const changes = await lockRegistry(directory);

    expect(changes).toEqual({ added: [], updated: [], removed: [] });
    expect(await readFile(join(directory, 'lock.json'), 'utf8')).toBe(before);
  });

  it('updates a new version, removes what is gone, and keeps shards and the others', async () => {
    const directory = await aLockedRegistry();
    const before = await lockOf(directory);
    before['step-counter'].shard = 5;
    await fill(directory, { 'lock.json': { functions: before } });
    await rm(join(directory, 'sleep-diary'), { recursive: true });
    await fill(join(directory, 'step-counter'), aFunction({ version: '1.1.0' }, { 'code/index.mjs': '2' }));

    const changes = await lockRegistry(directory);

    expect(changes).toEqual({ added: [], updated: ['step-counter'], removed: ['sleep-diary'] });
    expect(await lockOf(directory)).toEqual({
      'step-counter': expect.objectContaining({ version: '1.1.0', shard: 5 }),
    });
  });

  it('notes shards that lost their last function, until there is one again', async () => {
    const directory = await aLockedRegistry();
    const { 'sleep-diary': entry } = await lockOf(directory);
    await rm(join(directory, 'sleep-diary'), { recursive: true });

    await lockRegistry(directory);
    await lockRegistry(directory);
    const without = await loadRegistry(directory);
    await fill(join(directory, 'sleep-diary'), aFunction({ id: 'sleep-diary' }));
    await lockRegistry(directory);
    const again = await loadRegistry(directory);

    expect(without.retiredShards).toEqual([entry.shard]);
    expect(again.retiredShards).toEqual([]);
  });

  it('refuses a change without a new version and writes nothing', async () => {
    const directory = await aLockedRegistry();
    const before = await lockOf(directory);
    await fill(join(directory, 'step-counter'), aFunction({}, { 'code/index.mjs': 'changed' }));

    const problems = await problemsOf(lockRegistry(directory));

    expect(problems.map(({ file, path, remedy }) => [file, path, remedy.split(':')[0]])).toEqual([
      ['step-counter/function.json', '$.version', 'its scope changed since 1.0.0 was locked'],
      ['step-counter/function.json', '$.version', 'its code changed since 1.0.0 was locked'],
    ]);
    expect(await lockOf(directory)).toEqual(before);
  });

  it('accepts a change without a new version where that version was never given away', async () => {
    const directory = await aLockedRegistry();
    await fill(join(directory, 'step-counter'), aFunction({ reads }, { 'code/index.mjs': 'changed' }));

    const changes = await lockRegistry(directory, { unpublished: true });

    expect(changes.updated).toEqual(['step-counter']);
  });

  it('refuses a version below the locked one', async () => {
    const directory = await aLockedRegistry();
    await fill(join(directory, 'step-counter'), aFunction({ reads, version: '0.10.0' }));

    const problems = await problemsOf(lockRegistry(directory));

    expect(problems).toEqual([
      expect.objectContaining({ remedy: 'must not be lower than the locked 1.0.0' }),
    ]);
  });
});

describe('loadRegistry against the lock', () => {
  it('takes the shard from the lock', async () => {
    const directory = await aLockedRegistry();
    const functions = await lockOf(directory);
    functions['step-counter'].shard = 99;
    await fill(directory, { 'lock.json': { functions } });

    const registry = await loadRegistry(directory);

    expect(registry.functions[1]?.shard).toBe(99);
  });

  it('does not mind in which order reads are written', async () => {
    const two = { endpoint: 'fitbit/sleep', fields: ['startTime', 'endTime'] };
    const directory = await aRegistry({ 'step-counter': aFunction({ reads: [...reads, two] }) });
    await lockRegistry(directory);
    const reordered = [{ ...two, fields: ['endTime', 'startTime'] }, ...reads];
    await fill(join(directory, 'step-counter'), aFunction({ reads: reordered }));

    const registry = await loadRegistry(directory);

    expect(registry.functions).toHaveLength(1);
  });

  it.each([
    ['code', aFunction({ reads }, { 'code/index.mjs': 'changed' })],
    ['scope', aFunction({ reads: [{ endpoint: 'fitbit/activity' }] })],
    ['scope', aFunction({ reads, endpoint: 'insights/other' })],
    ['settings', aFunction({ reads, runtime: 'nodejs22.x' })],
    ['settings', aFunction({ reads, architecture: 'x86_64' })],
    ['settings', aFunction({ reads, handlers: { ...handlers, process: 'index.configuration' } })],
    ['settings', aFunction({ reads, memory: 256 })],
    ['settings', aFunction({ reads, timeout: 300 })],
    ['settings', aFunction({ reads, ephemeralStorage: 1024 })],
    ['settings', aFunction({ reads, maxRecords: 1 })],
    ['settings', aFunction({ reads, runOnEmpty: true })],
    ['settings', aFunction({ reads, outputSchema: 'a.schema.json' }, { 'a.schema.json': {} })],
  ])('refuses a change of %s without a new version', async (what, contents) => {
    const directory = await aLockedRegistry();
    await fill(join(directory, 'step-counter'), contents);

    const problems = await problemsOf(loadRegistry(directory));

    expect(problems).toEqual([
      {
        file: 'step-counter/function.json',
        path: '$.version',
        found: '"1.0.0"',
        remedy: `its ${what} changed since 1.0.0 was locked: raise the version, then run \`npx she registry lock\`; while nobody has been given it, run \`npx she registry lock --unpublished\``,
      },
    ]);
  });

  it('refuses another output schema under the name that was locked', async () => {
    const judged = (schema: object) =>
      aFunction({ outputSchema: 'a.schema.json' }, { 'a.schema.json': schema });
    const directory = await aRegistry({ 'step-counter': judged({ type: 'object' }) });
    await lockRegistry(directory);
    await fill(join(directory, 'step-counter'), judged({}));

    const problems = await problemsOf(loadRegistry(directory));

    expect(problems.map(({ remedy }) => remedy.split(':')[0])).toEqual([
      'its settings changed since 1.0.0 was locked',
    ]);
  });

  it.each([
    ['a description', aFunction({ reads, $schema: '../function.schema.json' })],
    ['whether it is experimental', aFunction({ reads, experimental: true })],
    ['how it is built', aFunction({ reads, build: ['true'] })],
  ])('does not mind a change of %s, which changes nothing that runs', async (_, contents) => {
    const directory = await aLockedRegistry();
    await fill(join(directory, 'step-counter'), contents);

    const registry = await loadRegistry(directory);

    expect(registry.functions).toHaveLength(2);
  });

  it('refuses functions the lock does not know, versions it does not know, and entries without a function', async () => {
    const directory = await aLockedRegistry();
    await rm(join(directory, 'sleep-diary'), { recursive: true });
    await fill(join(directory, 'step-counter'), aFunction({ reads, version: '1.0.1' }));
    await fill(join(directory, 'tea-timer'), aFunction({ id: 'tea-timer' }));

    const problems = await problemsOf(loadRegistry(directory));

    expect(problems.map(({ path, found }) => [path, found])).toEqual([
      ['$.functions["step-counter"]', 'version 1.0.0'],
      ['$.functions["tea-timer"]', 'nothing'],
      ['$.functions["sleep-diary"]', 'an entry without a function'],
    ]);
  });

  it.each([
    ['is no JSON', '<<<<<<< HEAD', '$'],
    [
      'has an impossible shard',
      JSON.stringify({ functions: { 'step-counter': { shard: 500 } } }),
      '$.functions["step-counter"].shard',
    ],
  ])('refuses a lock that %s', async (_, text, path) => {
    const directory = await aLockedRegistry();
    await fill(directory, { 'lock.json': text });

    const problems = await problemsOf(loadRegistry(directory));

    expect(problems).toContainEqual(expect.objectContaining({ file: 'lock.json', path }));
  });
});
