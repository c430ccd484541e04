import type { Clock, EngineLog } from '../../core/ports.ts';
import { repeat } from '../repeat.ts';
import { applyRegistrations, type Registering } from './apply-registrations.ts';
import type { PdaFolder } from './pda-folder.ts';

const LOOK_EVERY_MS = 1_000;
/** Clocks of file systems are coarse: what changed so shortly before a look may have changed again unseen. */
const COARSE_MS = 2_000;

export interface Watching extends Registering {
  readonly folder: PdaFolder;
  readonly log: EngineLog;
  readonly now: Clock;
}

/** Applies the registrations that were made while the engine did not run, then those that are while it does. */
export async function watchRegistrations(watching: Watching): Promise<{ stop(): Promise<void> }> {
  const look = lookerAt(watching);
  await look();
  return repeat(look, LOOK_EVERY_MS, (error) => watching.log.internalError(undefined, error));
}

/** Applies what is in the folder when that may differ from what was applied before. What is wrong there is told once. */
export function lookerAt(watching: Omit<Watching, 'log'>): () => Promise<void> {
  const { folder, now } = watching;
  let applied: number | undefined;
  let told: readonly string[] = [];
  return async () => {
    const changedAt = await folder.changedAt();
    if (changedAt === applied) return;
    const lines = (await folder.unreadable()).map((path) => `${path} is no registration: move it away.`);
    const report = (line: string) => void lines.push(line);
    await applyRegistrations({ ...watching, report }, await folder.entries());
    for (const line of lines.filter((one) => !told.includes(one))) watching.report(line);
    told = lines;
    applied = now().getTime() - changedAt < COARSE_MS ? undefined : changedAt;
  };
}
