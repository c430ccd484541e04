import type { EngineLog, FunctionCatalogue } from '../../core/ports.ts';
import { repeat } from '../repeat.ts';
import { applyRecalls } from './apply-recalls.ts';
import { RecallFolder } from './recall-folder.ts';

/** Runs ask a catalogue that is up to half a minute old: this adds next to nothing. */
const LOOK_EVERY_MS = 1_000;

/** Applies the recalls that were placed while the engine did not run, then those that are while it does. */
export async function watchRecalls(
  dataDir: string,
  catalogue: FunctionCatalogue,
  log: EngineLog,
): Promise<{ stop(): Promise<void> }> {
  const folder = new RecallFolder(dataDir);
  const look = async () => applyRecalls(catalogue, await folder.versions());
  await look();
  return repeat(look, LOOK_EVERY_MS, (error) => log.internalError(undefined, error));
}
