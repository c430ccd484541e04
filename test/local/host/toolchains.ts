import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listFolder } from '../../../functions-registry/list-folder.ts';
import { fetchJavaClient } from '../../../local/sandbox/java/java-client.ts';

/** Files of a package, path inside it → path on disk; or what this machine lacks to build it. */
export type Built = { readonly files: ReadonlyMap<string, string> } | { readonly missing: string };

const SOURCES = fileURLToPath(new URL('fixtures', import.meta.url));
const built = mkdtempSync(join(tmpdir(), 'she-test-built-'));
afterAll(() => rmSync(built, { recursive: true, force: true }));

/** The function in Go on Amazon's library: a static `bootstrap`, which needs no Go to run. */
export function buildGo(): Built {
  const bootstrap = join(built, 'go', 'bootstrap');
  const options = ['build', '-trimpath', '-ldflags=-s -w', '-mod=readonly', '-o', bootstrap, '.'];
  const env = { ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '' };
  const missing = whyNot('go', options, { cwd: join(SOURCES, 'go'), env });
  return missing ? { missing } : { files: new Map([['bootstrap', bootstrap]]) };
}

/** The function in Java: its classes at the root of the package, or all of them in one jar below `lib`. */
export async function buildJava(layout: 'classes' | 'jar'): Promise<Built> {
  const client = fetchJavaClient();
  if ('missing' in client) return client;
  const classes = join(built, layout);
  const sources = join(SOURCES, 'java/example/Behaviours.java');
  const classpath = client.jars.join(delimiter);
  const options = ['--release', '17', '-classpath', classpath, '-d', classes, sources];
  const missing = whyNot('javac', options, {});
  if (missing) return { missing };
  if (layout === 'classes') return listFolder(classes, classes, () => false);
  const jar = join(built, 'behaviours.jar');
  const notPacked = whyNot('jar', ['--create', '--file', jar, '-C', classes, '.'], {});
  return notPacked ? { missing: notPacked } : { files: new Map([['lib/behaviours.jar', jar]]) };
}

function whyNot(program: string, args: readonly string[], options: object): string | undefined {
  mkdirSync(built, { recursive: true });
  const { error, status, stderr } = spawnSync(program, args, { ...options, encoding: 'utf8' });
  if (error) return `there is no ${program}`;
  return status === 0 ? undefined : `${program} cannot build it: ${stderr.trim().split('\n').at(-1)}`;
}
