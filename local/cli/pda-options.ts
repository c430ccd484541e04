import { type Command, Option } from 'commander';
import { EngineClient } from '../http/engine-client.ts';
import type { EngineRequestFailed } from '../http/engine-request-failed.ts';

/** Which PDA a command speaks to, and as whom. */
export interface PdaOptions {
  readonly pda: string;
  readonly user?: string;
  readonly password: string;
  readonly url: string;
}

export function withPdaOptions(command: Command, purpose: string): Command {
  return command
    .requiredOption('--pda <name>', `PDA ${purpose}, such as alice.localhost`)
    .option('--user <name>', 'user to sign in as (default: first part of the PDA name)')
    .addOption(new Option('--password <word>', 'password').env('SHE_PASSWORD').default('demo'))
    .addOption(
      new Option('--url <address>', 'where the engine runs').env('SHE_URL').default('http://localhost:4000'),
    );
}

/** @throws EngineRequestFailed */
export async function signIn({ url, pda, user, password }: PdaOptions): Promise<EngineClient> {
  const client = new EngineClient({ url, pda });
  await client.login(user ?? pda.split('.')[0] ?? '', password);
  return client;
}

/** What is wrong, why, and what to do. */
export function explainRefusal({ message, cause, remedy }: EngineRequestFailed): string {
  return `${message}: ${cause}\n  ${remedy}`;
}
