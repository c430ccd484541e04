import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';

export interface CommandOutcome {
  readonly exitCode: number;
  readonly output: string;
  /** What it said beside its output. */
  readonly errors: string;
}

/** Runs a command as a shell would: what it writes is read while it runs. */
export async function runCommand(
  make: (streams: { readonly output: PassThrough; readonly errors: PassThrough }) => Command,
  args: readonly string[],
): Promise<CommandOutcome> {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const texts = Promise.all([text(output), text(errors)]);
  const command = make({ output, errors })
    .exitOverride()
    .configureOutput({ writeErr: (line) => errors.write(line), writeOut: (line) => output.write(line) });
  const exitCode = await command.parseAsync([...args], { from: 'user' }).then(
    () => 0,
    (error: { exitCode: number }) => error.exitCode,
  );
  output.end();
  errors.end();
  const [written, said] = await texts;
  return { exitCode, output: written, errors: said };
}
