import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../core/errors.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Of what a command said, in an error; characters. */
const TAIL = 3_000;

/** A command of the trial did not end with 0. */
export class CommandFailed extends EngineError {
  override readonly name = 'CommandFailed';
  readonly said: string;

  constructor(command: string, code: number | null, said: string) {
    super(`${command} ended with ${code}:\n${said.slice(-TAIL)}`);
    this.said = said;
  }
}

/** Runs a command of this clone. @returns what it said @throws CommandFailed */
export async function runCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input?: string,
): Promise<string> {
  const [program = '', ...rest] = args;
  const child = spawn(program, rest, { cwd: ROOT, env, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new CommandFailed(args.join(' '), code, said);
  return said;
}
