import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchJavaClient } from '../../local/sandbox/java/java-client.ts';
import { type EngineProcess, runCommand, startEngineProcess } from '../support/engine-process.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ROOT = new URL('../..', import.meta.url);
const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, ROOT)), 'utf8');
const README = read('functions-registry/README.md');
const blocks = (language: string): readonly string[] =>
  [...README.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, text = '']) => text);
const [MANIFEST = '', CONFIGURATION = ''] = blocks('json');
const manifestOf = (runtime: string): string =>
  blocks('json').find((text) => text.includes(`"${runtime}"`)) ?? '';
const PROVIDED = manifestOf('provided.al2023');
const HERE = process.arch === 'arm64' ? 'arm64' : 'amd64';

/** A function's folder as its developer would write it from "How to add a function". */
type Write = (folder: string) => void;

const WRITERS: Readonly<Record<string, Write>> = {
  script: (folder) => {
    const bootstrap = read('test/e2e/fixtures/step-diary-script.py');
    put(folder, 'code/bootstrap', bootstrap.replaceAll('step-diary', 'step-diary-script'));
    put(folder, 'code/configuration.json', configuration('step-diary-script'));
    manifest(folder, 'step-diary-script', PROVIDED, { build: undefined });
  },
  go: (folder) => {
    const id = 'step-diary-go';
    put(folder, 'src/main.go', (blocks('go')[0] ?? '').replaceAll('step-diary', id));
    put(folder, 'src/configuration.json', configuration(id));
    for (const name of ['go.mod', 'go.sum']) {
      cpSync(fileURLToPath(new URL(`test/local/host/fixtures/go/${name}`, ROOT)), join(folder, 'src', name));
    }
    const { build } = JSON.parse(PROVIDED) as { build: readonly string[] };
    const forHere = build.map((word) => word.replace('GOARCH=amd64', `GOARCH=${HERE}`));
    manifest(folder, id, PROVIDED, { build: forHere });
  },
  java: (folder) => {
    const id = 'step-diary-java';
    put(folder, 'src/StepDiary.java', (blocks('java')[0] ?? '').replaceAll('step-diary', id));
    put(folder, 'code/configuration.json', configuration(id));
    put(folder, 'code/bundle.json', JSON.stringify(JSON.parse(configuration(id)).dataBundle));
    manifest(folder, id, manifestOf('java21'), {});
  },
};

const MISSING: Readonly<Record<string, string | undefined>> = {
  go: runs('go', 'version') ? undefined : 'there is no go',
  java: runs('javac', '--version') && 'jars' in fetchJavaClient() ? undefined : 'there is no javac or no mvn',
};
const LANGUAGES = Object.keys(WRITERS).filter((language) => MISSING[language] === undefined);

function put(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text, { mode: 0o755 });
}

function configuration(id: string): string {
  return CONFIGURATION.replaceAll('step-diary', id).replace('"periodic", "period": "P1D"', '"individual"');
}

function manifest(folder: string, id: string, language: string, over: object): void {
  const { handlers: _, outputSchema: __, ...common } = JSON.parse(MANIFEST.replaceAll('step-diary', id));
  put(folder, 'function.json', JSON.stringify({ ...common, ...JSON.parse(language), ...over }));
}

function runs(program: string, option: string): boolean {
  return spawnSync(program, [option], { stdio: 'ignore' }).status === 0;
}

const untried = Object.entries(MISSING).flatMap(([language, why]) => (why ? [`${language}: ${why}`] : []));
// What is not tested is to be seen.
if (untried.length > 0) it.skip.each(untried)('a function from the guide, not tried: %s', () => {});

describe('functions in any language, as the guide shows them', () => {
  const folder = temporaryFolder();
  const registry = join(folder, 'registry');
  let engine: EngineProcess;

  beforeAll(async () => {
    for (const language of LANGUAGES) WRITERS[language]?.(join(registry, `step-diary-${language}`));
    const { code, output } = await runCommand(['registry', 'lock', '--registry', registry]);
    if (code !== 0) throw new Error(output);
    engine = await startEngineProcess(join(folder, 'data'), {
      args: ['--registry', registry, '--no-sample'],
    });
  }, 240_000);
  afterAll(() => engine?.end('SIGTERM'));

  it.each(LANGUAGES)('derive data, sealed, in: %s', async (language) => {
    const alice = await engine.as('alice');
    const id = `step-diary-${language}`;

    await alice.post(`/api/v2.6/she/function/${id}/enable`, null);
    await alice.post('/api/v2.6/data/fitbit/activity', {
      steps: 4200,
      originalStartTime: '2026-11-21T17:30:00.000Z',
      language,
    });

    const list = async () =>
      (await alice.get(`/api/v2.6/data/she/insights/${id}`)) as unknown as readonly {
        data: { steps: number };
      }[];
    const [derived] = await eventually(list, (found) => found.length > 0);
    // Those written before it was enabled count, too.
    expect((derived?.data.steps ?? 0) % 4200).toBe(0);
    expect(derived?.data.steps).toBeGreaterThan(0);
  });
});
