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

/** What the process finds in its environment besides its places. */
export function variablesOf({ handler, memory }: Echo): Readonly<Record<string, string>> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C.UTF-8',
    TZ: ':UTC',
    _HANDLER: handler,
    AWS_REGION: 'local',
    AWS_LAMBDA_FUNCTION_NAME: 'echo',
    AWS_LAMBDA_FUNCTION_VERSION: '1',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  };
}
