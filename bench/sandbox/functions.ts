import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostedFamily } from '../../local/sandbox/hosted-family.ts';

const SOURCES = fileURLToPath(new URL('functions', import.meta.url));

/** A function of one family that answers with its event, unpacked. */
export interface Echo {
  readonly family: HostedFamily;
  readonly handler: string;
  /** MB */
  readonly memory: number;
  /** Folder of its package. */
  readonly code: string;
}

/** The functions that are measured, laid out below `folder` where a sandbox can be shown them. */
export function makeEchoes(folder: string): readonly Echo[] {
  const code = join(folder, 'code');
  cpSync(SOURCES, code, { recursive: true });
  chmodSync(join(code, 'bootstrap'), 0o755);
  return [
    { family: 'node', handler: 'index.handler', memory: 128, code },
    { family: 'python', handler: 'index.handler', memory: 128, code },
    { family: 'bootstrap', handler: 'none', memory: 128, code },
    ...(compilesJava(code) ? [{ family: 'java', handler: 'Echo::handle', memory: 256, code } as const] : []),
  ];
}

function compilesJava(code: string): boolean {
  mkdirSync(code, { recursive: true });
  return spawnSync('javac', ['-d', code, join(code, 'Echo.java')], { stdio: 'ignore' }).status === 0;
}
