import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../../core/errors.ts';
import type { Breakage } from './breakages.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** All that the engine and this proof are made of. */
const SOURCES = [
  ...['core', 'adapters', 'lambdas', 'lib', 'local', 'functions-registry', 'bin', 'config', 'proof/canary'],
  ...['package.json', 'package-lock.json', 'tsconfig.json'],
];

export interface Notice {
  /** Whether the channel that the breakage names showed it. */
  readonly isNoticed: boolean;
  readonly output: string;
}

/**
 * Plays on a copy of the sources in which one redaction is broken.
 * @throws EngineError when a line that is to be broken is not once in its file
 */
export async function playBroken(breakage: Breakage): Promise<Notice> {
  const copy = await mkdtemp(join(tmpdir(), 'she-broken-'));
  try {
    for (const source of SOURCES) await cp(join(ROOT, source), join(copy, source), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    for (const { file, line, broken } of breakage.edits) {
      const text = await readFile(join(copy, file), 'utf8');
      if (text.split(line).length !== 2)
        throw new EngineError(`"${breakage.name}" looks for a line that is not once in ${file}: ${line}`);
      await writeFile(
        join(copy, file),
        text.replace(line, () => broken),
      );
    }
    const output = await run(copy, breakage.stage);
    // Not for any other reason, such as that nothing was looked at.
    const leak = new RegExp(`^✗ ${breakage.channel}: (?:data|name) of `, 'm');
    return { output, isNoticed: leak.test(output) };
  } finally {
    await rm(copy, { recursive: true });
  }
}

function run(cwd: string, stage: string): Promise<string> {
  const args = ['--import', 'tsx/esm', 'proof/canary/main.ts', '--only', stage];
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, NODE_OPTIONS: '' }, maxBuffer: 2 ** 26 };
    execFile(process.execPath, args, options, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
}
