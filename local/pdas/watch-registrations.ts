import type { EngineLog } from '../../core/ports.ts';
import { repeat } from '../repeat.ts';
import { applyRegistrations, type Registering } from './apply-registrations.ts';
import type { PdaFolder } from './pda-folder.ts';

const LOOK_EVERY_MS = 1_000;

export interface Watching extends Omit<Registering, 'own'> {
  readonly folder: PdaFolder;
  /** Names of the PDAs that the engine keeps itself. */
  readonly people: () => Promise<readonly string[]>;
  readonly log: EngineLog;
}

/** Applies the registrations that were made while the engine did not run, then those that are while it does. */
export async function watchRegistrations(watching: Watching): Promise<{ stop(): Promise<void> }> {
  const { folder, people, report, log } = watching;
  let applied: string | undefined;
  const look = async () => {
    const state = await folder.state();
    if (state === applied) return;
    for (const path of await folder.unreadable()) report(`${path} is no registration: move it away.`);
    const own = new Set(await people());
    await applyRegistrations({ ...watching, own }, await folder.entries());
    applied = state;
  };
  await look();
  return repeat(look, LOOK_EVERY_MS, (error) => log.internalError(undefined, error));
}
