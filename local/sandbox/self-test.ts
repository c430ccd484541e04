import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { pathInside, shownInterpreter } from './bubblewrap-seal.ts';
import { type Interpreter, type Interpreters, versionIn } from './interpreters.ts';
import { type FoundJava, withJava } from './java/find-java.ts';
import { limited, tmpBytes } from './limits.ts';
import type { Sandbox } from './seal.ts';

const SCRIPT = readFileSync(new URL('runtimes/self-test.mjs', import.meta.url), 'utf8');
/** MB of memory and of /tmp that the test itself may use. */
const SMALL = 128;

/** What a sound seal looks like from inside. */
const soundSchema = z.object({
  version: z.string(),
  filter: z.literal('2'),
  noNewPrivileges: z.literal('1'),
  capabilities: z.string().check(z.regex(/^0+$/)),
  interfaces: z.array(z.literal('lo')),
});

/** Runs a command sealed, with these files of this machine shown inside. */
export type Spawn = (shown: ReadonlyMap<string, string>, command: readonly string[]) => Sandbox;

/** Real paths of the programs to try. */
export interface Programs {
  readonly node: string;
  readonly python?: string | undefined;
  readonly perl?: string | undefined;
  readonly java?: FoundJava | undefined;
}

/**
 * Tries the seal from inside, with each interpreter.
 *
 * @returns the interpreters with the versions they told
 * @throws Error what is not as it must be
 */
export async function testSeal(spawn: Spawn, programs: Programs): Promise<Interpreters> {
  await testDescriptors(spawn);
  const { java } = programs;
  const [node, python, bootstrap, javaVersion] = await Promise.all([
    testNode(spawn, programs.node),
    testVersion(spawn, programs.python, '-I', '--version'),
    testVersion(spawn, programs.perl, '--version'),
    java && 'path' in java ? testJava(spawn, java) : undefined,
  ]);
  return withJava({ node, python, bootstrap }, java, javaVersion);
}

async function testNode(spawn: Spawn, path: string): Promise<Interpreter> {
  const command = [pathInside({ path }), '--input-type=module', '--eval', SCRIPT];
  const sound = soundSchema.safeParse(
    JSON.parse(await read(spawn(shownInterpreter({ path }), inLimits(command)))),
  );
  if (!sound.success) throw new Error(z.prettifyError(sound.error));
  return { path, version: sound.data.version };
}

async function testVersion(
  spawn: Spawn,
  path: string | undefined,
  ...options: readonly string[]
): Promise<Interpreter | undefined> {
  if (path === undefined) return undefined;
  const answer = await read(spawn(new Map(), inLimits([path, ...options])));
  return { path, version: versionIn(answer) };
}

/** @returns the version, or `undefined` when it does not run: a Java that is broken must not keep others from running */
function testJava(
  spawn: Spawn,
  java: { readonly path: string; readonly settings: readonly string[] },
): Promise<string | undefined> {
  const command = [java.path, '-Xmx32m', '-XX:+UseSerialGC', '-Xshare:auto', '--version'];
  return read(spawn(shownInterpreter(java, java.settings), inLimits(command))).then(
    versionIn,
    () => undefined,
  );
}

/** A descriptor that is open for a reason of the engine's must not be open in a function. */
async function testDescriptors(spawn: Spawn): Promise<void> {
  const list = await read(spawn(new Map(), ['/usr/bin/ls', '-l', '/proc/self/fd']));
  const open = [...list.matchAll(/ (\d+) -> (.+)$/gm)].map(([, fd, target]) => ({ fd: Number(fd), target }));
  // `ls` itself holds the folder it lists, at 3.
  const foreign = open.filter(({ fd, target }) => fd > 3 && target !== '/dev/null');
  if (open.length < 4 || foreign.length > 0) {
    throw new Error(
      `descriptors ${foreign.map(({ fd }) => fd).join(', ')} of the engine would be open in functions`,
    );
  }
}

const inLimits = (command: readonly string[]): readonly string[] => limited(SMALL, tmpBytes(SMALL), command);

/** Standard output of a command that ends well. */
async function read(sandbox: Sandbox): Promise<string> {
  const [out = '', err = ''] = await Promise.all(sandbox.output.map((stream) => text(stream)));
  const { ran, reason } = await sandbox.ended;
  if (!ran || reason !== 'exit status 0') throw new Error(err.trim() || reason);
  return out;
}
