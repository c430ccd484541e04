import { loadRegistry } from '../../functions-registry/load-registry.ts';
import { aFunction, aRegistry, type FolderContents, removeRegistries } from '../support/manifest-builder.ts';
import { problemsOf } from '../support/registry-problems.ts';

afterEach(removeRegistries);

describe('loadRegistry', () => {
  it.each<{ flaw: string; contents: FolderContents; path: string; found: string; remedy: string }>([
    {
      flaw: 'an unknown runtime, naming the known ones',
      contents: aFunction({ runtime: 'cobol85' }),
      path: '$.runtime',
      found: '"cobol85"',
      remedy: '"python3.14"',
    },
    {
      flaw: 'a missing field',
      contents: aFunction({ version: undefined }),
      path: '$.version',
      found: 'nothing',
      remedy: 'expected string',
    },
    {
      flaw: 'memory above 3008 MB without a reason',
      contents: aFunction({ memory: 4096 }),
      path: '$.memory',
      found: '4096',
      remedy: 'largeMemory',
    },
    {
      flaw: 'an endpoint that is none',
      contents: aFunction({ reads: [{ endpoint: 'Fitbit' }] }),
      path: '$.reads[0].endpoint',
      found: '"Fitbit"',
      remedy: 'Endpoint invalid',
    },
    {
      flaw: 'a folder named otherwise',
      contents: aFunction({ id: 'other-name' }),
      path: '$.id',
      found: '"other-name"',
      remedy: 'must be the name of its folder, "step-counter"',
    },
    {
      flaw: 'code outside its folder',
      contents: aFunction({ code: '../elsewhere' }),
      path: '$.code',
      found: '../elsewhere',
      remedy: "must lie in the manifest's own folder",
    },
    {
      flaw: 'code that does not exist, naming what builds it',
      contents: aFunction({ code: 'dist', build: ['node', '-v'] }),
      path: '$.code',
      found: 'dist, which does not exist',
      remedy: 'it is built by ["node","-v"]',
    },
    {
      flaw: 'an empty folder',
      contents: aFunction({ code: 'empty' }, { 'empty/.keep': '' }),
      path: '$.code',
      found: 'an empty folder',
      remedy: 'put the code there',
    },
    {
      flaw: 'code that is no package',
      contents: aFunction({ code: 'code/index.mjs' }),
      path: '$.code',
      found: 'index.mjs',
      remedy: 'must be a folder, a .zip or a .jar',
    },
    {
      flaw: 'a broken zip',
      contents: aFunction({ code: 'code.zip' }, { 'code.zip': 'no zip' }),
      path: '$.code',
      found: 'code.zip: ',
      remedy: 'pack the code again',
    },
    {
      flaw: 'a Node handler without its file',
      contents: aFunction({
        handlers: { configuration: 'index.a', bundle: 'index.b', process: 'src/run.c' },
      }),
      path: '$.handlers.process',
      found: '"src/run.c"',
      remedy: 'the package must hold src/run.mjs or src/run.js or src/run.cjs',
    },
    {
      flaw: 'a Python handler without its file',
      contents: aFunction(
        {
          runtime: 'python3.14',
          handlers: { configuration: 'app.main.a', bundle: 'app.b', process: 'tea.c' },
        },
        { 'code/app/main.py': '', 'code/app/__init__.py': '' },
      ),
      path: '$.handlers.process',
      found: '"tea.c"',
      remedy: 'the package must hold tea.py or tea/__init__.py',
    },
    {
      flaw: 'an own executable that is missing',
      contents: aFunction({
        runtime: 'provided.al2023',
        handlers: { configuration: 'c', bundle: 'b', process: 'p' },
      }),
      path: '$.handlers.configuration',
      found: '"c"',
      remedy: 'the package must hold bootstrap',
    },
    {
      flaw: 'an output schema outside its folder',
      contents: aFunction({ outputSchema: '../../../../../../../../etc/hostname' }),
      path: '$.outputSchema',
      found: 'outside the function',
      remedy: 'copy it into the folder',
    },
    {
      flaw: 'a build that fails, with what it said',
      contents: aFunction({ build: ['node', '-e', 'console.error("no flour"); process.exit(3)'] }),
      path: '$.build',
      found: 'ended with 3\n      no flour',
      remedy: 'correct the command',
    },
    {
      flaw: 'a build whose program does not exist',
      contents: aFunction({ build: ['./no-such-program'] }),
      path: '$.build',
      found: 'no such program',
      remedy: 'correct the command',
    },
  ])('refuses $flaw', async ({ contents, path, found, remedy }) => {
    const directory = await aRegistry({ 'step-counter': contents });

    const problems = await problemsOf(loadRegistry(directory, { build: true }));

    expect(problems[0]).toEqual({
      file: 'step-counter/function.json',
      path,
      found: expect.stringContaining(found),
      remedy: expect.stringContaining(remedy),
    });
  });
});
