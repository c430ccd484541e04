import { symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { loadRegistry } from '../../functions-registry/load-registry.ts';
import { lockRegistry } from '../../functions-registry/lock-registry.ts';
import { aFunction, aRegistry, fill, removeRegistries } from '../support/manifest-builder.ts';
import { problemsOf } from '../support/registry-problems.ts';

const LOCK_IT = 'run `npx she registry lock`';

afterEach(removeRegistries);

describe('loadRegistry', () => {
  it('loads what was locked, sorted by id, with defaults filled in', async () => {
    const directory = await aRegistry({
      'step-counter': aFunction(),
      'sleep-diary': aFunction({ id: 'sleep-diary' }),
    });
    await lockRegistry(directory);

    const { functions } = await loadRegistry(directory);

    expect(functions.map(({ manifest }) => manifest.id)).toEqual(['sleep-diary', 'step-counter']);
    expect(functions[1]).toMatchObject({
      directory: join(directory, 'step-counter'),
      manifest: { memory: 128, timeout: 60, architecture: 'arm64' },
      codeHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect([...(functions[1]?.files ?? [])]).toEqual([
      ['index.mjs', join(directory, 'step-counter/code/index.mjs')],
    ]);
  });

  it('names every problem of every manifest at once', async () => {
    const directory = await aRegistry({
      'step-counter': aFunction({
        memory: 64,
        runtime: 'nodejs6.10',
        colour: 'red',
        outputSchema: 'no.json',
      }),
      'sleep-diary': { 'function.json': '{ "id": ' },
      'tea-timer': aFunction({
        handlers: { configuration: 'index.a', bundle: 'main.b', process: 'index.c' },
      }),
    });

    const problems = await problemsOf(loadRegistry(directory));

    expect(problems.map(({ file, path }) => `${file} ${path}`)).toEqual([
      'sleep-diary/function.json $',
      'step-counter/function.json $.runtime',
      'step-counter/function.json $.memory',
      'step-counter/function.json $.colour',
      'step-counter/function.json $.outputSchema',
      'tea-timer/function.json $.id',
      'tea-timer/function.json $.handlers.bundle',
      'tea-timer/function.json $.id',
    ]);
  });

  it('refuses an output schema whose declarations a record may escape', async () => {
    const schema = { anyOf: [{ contentMediaType: 'text/plain' }, true] };
    const directory = await aRegistry({
      'step-counter': aFunction({ outputSchema: 'a.schema.json' }, { 'a.schema.json': schema }),
    });

    const [problem] = await problemsOf(loadRegistry(directory));

    expect(problem).toMatchObject({
      file: 'step-counter/a.schema.json',
      found: expect.stringContaining('anyOf'),
    });
  });

  it('refuses an output schema that cannot judge anything', async () => {
    const directory = await aRegistry({
      'step-counter': aFunction({ outputSchema: 'a.schema.json' }, { 'a.schema.json': { type: 'strin' } }),
    });

    const [problem] = await problemsOf(loadRegistry(directory));

    expect(problem).toMatchObject({ file: 'step-counter/a.schema.json', path: '$' });
  });

  it('refuses two functions with the same id', async () => {
    const directory = await aRegistry({ 'step-counter': aFunction(), 'step-counter-two': aFunction() });

    const problems = await problemsOf(loadRegistry(directory));

    expect(problems).toContainEqual({
      file: 'step-counter-two/function.json',
      path: '$.id',
      found: '"step-counter"',
      remedy: 'choose another: step-counter/function.json has this id',
    });
  });

  it.each([
    ['out of its folder', '../../sleep-diary/code/index.mjs', 'a link out of'],
    ['to nothing', 'nothing.mjs', 'a link to nothing'],
    ['to a folder', '..', 'a link to a folder'],
  ])('refuses a link %s', async (_, target, found) => {
    const directory = await aRegistry({ 'step-counter': aFunction(), 'sleep-diary': aFunction() });
    await symlink(target, join(directory, 'step-counter/code/link.mjs'));

    const problems = await problemsOf(loadRegistry(directory));

    expect(problems).toContainEqual(
      expect.objectContaining({ path: '$.code', found: expect.stringContaining(`link.mjs, ${found}`) }),
    );
  });

  it('refuses a package above 250 MB', async () => {
    const directory = await aRegistry({ 'step-counter': aFunction({}, { 'code/model.bin': '' }) });
    await truncate(join(directory, 'step-counter/code/model.bin'), 251 * 1024 * 1024);

    const [problem] = await problemsOf(loadRegistry(directory));

    expect(problem).toMatchObject({ path: '$.code', found: '252 MB' });
  });

  it('runs the build before it packs', async () => {
    const build = [
      'node',
      '-e',
      'const fs = require("fs"); fs.mkdirSync("out"); fs.copyFileSync("a.txt", "out/index.js")',
    ];
    const directory = await aRegistry({
      'step-counter': aFunction({ code: 'out', build }, { 'a.txt': '1' }),
    });

    const problems = await problemsOf(loadRegistry(directory, { build: true }));

    expect(problems).toEqual([expect.objectContaining({ file: 'lock.json', remedy: LOCK_IT })]);
  });

  it('leaves out what is no code when manifest and code share a folder', async () => {
    const beside = {
      'index.mjs': '',
      'lib/README.md': '',
      'README.md': '',
      'test/a.test.ts': '',
      'out.schema.json': '{}',
      '__pycache__/a.pyc': '',
      '.env': '',
    };
    const directory = await aRegistry({ 'step-counter': { ...aFunction({ code: '.' }), ...beside } });
    await lockRegistry(directory);

    const { functions } = await loadRegistry(directory);

    expect([...(functions[0]?.files.keys() ?? [])]).toEqual(['code/index.mjs', 'index.mjs', 'lib/README.md']);
  });

  it('unpacks a zip and puts a jar where Java looks for it', async () => {
    const directory = await aRegistry({
      'step-counter': aFunction({ code: 'code.zip' }),
      'sleep-diary': aFunction(
        { id: 'sleep-diary', runtime: 'java25', code: 'diary.jar' },
        { 'diary.jar': 'PK' },
      ),
    });
    const zip = zipSync({ 'index.js': new Uint8Array(), lib: { 'a.js': new Uint8Array([1]) } });
    await writeFile(join(directory, 'step-counter/code.zip'), zip);
    await lockRegistry(directory);

    const { functions } = await loadRegistry(directory);

    expect(functions.map(({ files }) => [...files.keys()])).toEqual([
      ['lib/diary.jar'],
      ['index.js', 'lib/a.js'],
    ]);
  });

  it('refuses a zip whose names lead out of it', async () => {
    const directory = await aRegistry({ 'step-counter': aFunction({ code: 'code.zip' }) });
    await writeFile(join(directory, 'step-counter/code.zip'), zipSync({ '../../evil.js': new Uint8Array() }));

    const [problem] = await problemsOf(loadRegistry(directory));

    expect(problem?.found).toContain('invalid relative path');
  });

  it('warns of a runtime near or past its end, with the date', async () => {
    const directory = await aRegistry({ 'step-counter': aFunction({ runtime: 'nodejs20.x' }), notes: {} });
    await fill(join(directory, 'notes'), { 'todo.txt': '' });
    await lockRegistry(directory);

    const warnings = async (day: string) =>
      (await loadRegistry(directory, { now: () => new Date(day) })).warnings;

    expect(await warnings('2025-12-31')).toEqual(['notes/ holds no function.json and is ignored']);
    expect(await warnings('2026-04-01')).toContainEqual(
      expect.stringContaining('will be deprecated on 2026-04-30'),
    );
    expect(await warnings('2026-05-01')).toContainEqual(
      expect.stringContaining('deprecated since 2026-04-30'),
    );
  });

  it('refuses a directory that does not exist', async () => {
    const problems = await problemsOf(loadRegistry('/no/such/registry'));

    expect(problems).toEqual([
      expect.objectContaining({ file: '/no/such/registry', found: 'no such folder' }),
    ]);
  });

  it('says in its message where, what and what to do', async () => {
    const directory = await aRegistry({ 'step-counter': aFunction({ timeout: 900 }) });

    const refusal = loadRegistry(directory);

    await expect(refusal).rejects.toThrow(
      'one problem:\n  step-counter/function.json $.timeout\n    found: 900\n    do: expected number to be <=300',
    );
  });
});
