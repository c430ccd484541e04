import { existsSync, readFileSync } from 'node:fs';
import { release } from 'node:os';
import { bubblewrapSeal } from './bubblewrap-seal.ts';
import { findNode, findPerl, findPython } from './interpreters.ts';
import { findJava } from './java/find-java.ts';
import type { Seal } from './seal.ts';
import { explainMissingSeal } from './seal-unavailable.ts';
import { makeSealer, type Sealer, spawnSealed } from './sealed-process.ts';
import { seccompFilter } from './seccomp-filter.ts';
import { type Programs, type Spawn, testSeal } from './self-test.ts';
import { Uids } from './uids.ts';

const BUBBLEWRAP_PATHS = ['/usr/bin/bwrap', '/usr/local/bin/bwrap'];
/** Left by Docker, by Podman, by Kubernetes, and by what systemd runs in. */
const CONTAINER_MARKS = [
  '/.dockerenv',
  '/run/.containerenv',
  '/var/run/secrets/kubernetes.io',
  '/run/systemd/container',
];

/**
 * Makes the seal of this machine and tries it from inside.
 *
 * @param runtimes Lambda runtimes that will be asked for; Java is looked for only then, as it takes its time
 * @throws SealUnavailable what is missing and which command repairs it
 */
export async function detectSeal(runtimes: Iterable<string> = []): Promise<Seal> {
  const bubblewrap = BUBBLEWRAP_PATHS.find(existsSync);
  try {
    if (bubblewrap === undefined || process.platform !== 'linux') throw new Error('');
    const sealer = makeSealer(bubblewrap, seccompFilter(process.arch));
    return bubblewrapSeal(sealer, await testSeal(spawner(sealer), programs(runtimes)));
  } catch (error) {
    throw explainMissingSeal({
      platform: process.platform,
      bubblewrap,
      complaint: (error as Error).message,
      container: CONTAINER_MARKS.some(existsSync),
      release: release(),
      sysctl: readSysctl,
    });
  }
}

function programs(runtimes: Iterable<string>): Programs {
  return { node: findNode(), python: findPython(), perl: findPerl(), java: findJava(runtimes) };
}

function spawner(sealer: Sealer): Spawn {
  const uid = process.getuid?.() === 0 ? new Uids().lend() : undefined;
  return (shown, command) =>
    spawnSealed(sealer, { shown, variables: {}, ephemeralStorage: 1, directory: '/' }, command, uid);
}

function readSysctl(name: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${name.replaceAll('.', '/')}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}
