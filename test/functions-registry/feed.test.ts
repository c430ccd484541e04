import { loadRegistry } from '../../functions-registry/load-registry.ts';
import { lockRegistry } from '../../functions-registry/lock-registry.ts';
import { aFunction, aRegistry, fill, removeRegistries } from '../support/manifest-builder.ts';
import { problemsOf } from '../support/registry-problems.ts';

const FILE = 'steps.feed.json';
const MAPPING = { date: 'timestamp', title: { text: '{{steps}} steps' } };
const showing = (mapping: string | object, change: Record<string, unknown> = {}) =>
  aFunction({ feed: FILE, ...change }, { [FILE]: mapping });

afterEach(removeRegistries);

describe('a function that shows what it derives', () => {
  it('brings its mapping along, with defaults filled in', async () => {
    const directory = await aRegistry({ 'step-counter': showing(MAPPING) });
    await lockRegistry(directory);

    const { functions } = await loadRegistry(directory);

    expect(functions[0]?.feed).toEqual({ ...MAPPING, types: ['insight'] });
  });

  it('ships no mapping with its code', async () => {
    const flat = { 'index.mjs': 'export {};\n', [FILE]: MAPPING };
    const directory = await aRegistry({ 'step-counter': aFunction({ code: '.', feed: FILE }, flat) });
    await lockRegistry(directory);

    const { functions } = await loadRegistry(directory);

    expect([...(functions[0]?.files.keys() ?? [])]).not.toContain(FILE);
  });

  it('names every problem of a mapping at once, along with those of its manifest', async () => {
    const mapping = {
      title: { text: '{{steps', colour: 'red' },
      titel: { text: 'Steps' },
      content: { media: [{ url: 'https://steps.example/{{steps}}' }] },
    };
    const directory = await aRegistry({ 'step-counter': showing(mapping, { memory: 64 }) });

    const problems = await problemsOf(loadRegistry(directory));

    expect(problems.map(({ file, path, found }) => `${file} ${path} ${found}`)).toEqual([
      'step-counter/function.json $.memory 64',
      `step-counter/${FILE} $.date nothing`,
      `step-counter/${FILE} $.title.text "{{steps"`,
      `step-counter/${FILE} $.title.colour "red"`,
      `step-counter/${FILE} $.content.media[0].url "https://steps.example/{{steps}}"`,
      `step-counter/${FILE} $.titel {"text":"Steps"}`,
    ]);
    expect(problems.at(-1)?.remedy).toContain('known fields: path, date, types, title, content, location');
  });

  it.each([
    ['does not exist', aFunction({ feed: FILE }), 'function.json', '$.feed', `${FILE}, which does not exist`],
    [
      'lies outside its folder',
      aFunction({ feed: '../../../../../../../../etc/hostname' }),
      'function.json',
      '$.feed',
      "outside the function's folder",
    ],
    ['is no JSON', showing('{ "date": '), FILE, '$', 'JSON'],
    ['is too large', showing({ ...MAPPING, path: 'x'.repeat(16_000) }), FILE, '$', 'bytes'],
  ])('is refused when its mapping %s', async (_what, contents, file, path, found) => {
    const directory = await aRegistry({ 'step-counter': contents });

    const problems = await problemsOf(loadRegistry(directory));

    expect(problems).toEqual([
      {
        ...{ file: `step-counter/${file}`, path },
        found: expect.stringContaining(found),
        remedy: expect.any(String),
      },
    ]);
  });

  it('needs a new version to show something else', async () => {
    const directory = await aRegistry({ 'step-counter': showing(MAPPING) });
    await lockRegistry(directory);
    await fill(`${directory}/step-counter`, { [FILE]: { ...MAPPING, title: { text: '{{name}}' } } });

    const [problem] = await problemsOf(loadRegistry(directory));

    expect(problem?.remedy).toContain('its settings changed since 1.0.0 was locked');
  });
});
