import type { EngineLog, ReleaseStore } from '../../core/ports.ts';
import { repeat } from '../repeat.ts';
import { applyRecalls } from './apply-recalls.ts';
import { RecallFolder } from './recall-folder.ts';

/** Runs ask a catalogue that is up to five seconds old: this adds next to nothing. */
const LOOK_EVERY_MS = 1_000;

/** Applies the recalls that were placed while the engine did not run, then those that are while it does. */
export async function watchRecalls(
  dataDir: string,
  releases: ReleaseStore,
  log: EngineLog,
): Promise<{ stop(): Promise<void> }> {
  const folder = new RecallFolder(dataDir);
  let applied: string | undefined;
  const look = async () => {
    const versions = await folder.versions();
    const wanted = JSON.stringify(versions);
    if (wanted === applied) return;
    await applyRecalls(releases, versions);
    applied = wanted;
  };
  await look();
  return repeat(look, LOOK_EVERY_MS, (error) => log.internalError(undefined, error));
}
