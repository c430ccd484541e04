import type { FunctionCatalogue } from '../../core/ports.ts';
import { consoleLog } from '../console-log.ts';
import { applyRecalls } from './apply-recalls.ts';
import { RecallFolder } from './recall-folder.ts';

/** Runs ask a catalogue that is up to half a minute old: this adds next to nothing. */
const LOOK_EVERY_MS = 1_000;

/** Applies the recalls that were placed while the engine did not run, then those that are while it does. */
export async function watchRecalls(dataDir: string, catalogue: FunctionCatalogue): Promise<{ stop(): void }> {
  const folder = new RecallFolder(dataDir);
  let applied: string | undefined;
  const look = async () => {
    const recalled = await folder.versions();
    const wanted = JSON.stringify(recalled);
    if (wanted === applied) return;
    await applyRecalls(catalogue, recalled);
    applied = wanted;
  };
  await look();
  const onError = (error: unknown) => consoleLog.internalError(undefined, error);
  const timer = setInterval(() => look().catch(onError), LOOK_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}
