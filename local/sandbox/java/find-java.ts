import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hostedFamily } from '../hosted-family.ts';
import { findPerl, firstSystemPath, type Interpreters, type JavaInterpreter } from '../interpreters.ts';
import { fetchJavaClient } from './java-client.ts';

const JAVA_PATHS = ['/usr/bin/java', '/usr/local/bin/java'];
/** Of Java's own folder; Debian and others keep these in /etc, and Java does not start without. */
const SETTINGS = ['lib/jvm.cfg', 'conf/security/java.security'];

/** Java that has not been tried yet, or why there is none and what to do. */
export type FoundJava = Omit<JavaInterpreter, 'version'> | { readonly absent: string };

/**
 * Java below /usr with Amazon's client, which is fetched the first time.
 *
 * @returns `undefined` when none of these Lambda runtimes is Java, or there is no Java
 */
export function findJava(runtimes: Iterable<string>): FoundJava | undefined {
  if (![...runtimes].some((runtime) => hostedFamily(runtime) === 'java')) return undefined;
  const path = firstSystemPath(JAVA_PATHS);
  const bridge = findPerl();
  if (path === undefined) return undefined;
  if (bridge === undefined) {
    return { absent: 'no perl below /usr, which connects Java; type: sudo apt-get install --yes perl-base' };
  }
  const client = fetchJavaClient();
  return 'missing' in client
    ? { absent: client.missing }
    : { path, bridge, settings: settingsOf(path), client: client.jars };
}

/** Adds what came of trying Java. */
export function withJava(
  interpreters: Interpreters,
  found: FoundJava | undefined,
  version: string | undefined,
): Interpreters {
  if (found === undefined) return interpreters;
  if (!('absent' in found) && version !== undefined) {
    return { ...interpreters, java: { ...found, version } };
  }
  const java = 'absent' in found ? found.absent : `${found.path} does not run; type: ${found.path} --version`;
  return { ...interpreters, absent: { ...interpreters.absent, java } };
}

function settingsOf(java: string): readonly string[] {
  const home = dirname(dirname(java));
  const folders = SETTINGS.flatMap((file) => {
    try {
      return /^\/etc\/[^/]+(?=\/)/.exec(realpathSync(join(home, file)))?.[0] ?? [];
    } catch {
      return [];
    }
  });
  return [...new Set(folders)];
}
