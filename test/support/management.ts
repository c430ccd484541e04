import type { ManagementDeps } from '../../core/manage/deps.ts';
import { aConfiguration, anEntry, uuid } from './builders.ts';
import type { MemoryEngine } from './memory-engine.ts';

/** The owner's side of an engine in memory. Sleeping moves the engine's clock, and lets `meanwhile` happen. */
export function managementOf(engine: MemoryEngine, meanwhile: () => Promise<void> = async () => {}) {
  let ids = 0;
  const forgotten: { readonly pda: string; readonly functionId: string; readonly epoch: number }[] = [];
  const deps: ManagementDeps = {
    ...{ catalogue: engine.catalogue, statuses: engine.statuses, executions: engine.executions },
    queue: engine.queue,
    sealed: true,
    now: () => engine.now,
    newId: () => uuid(500 + ++ids),
    forget: async (pda, functionId, epoch) => void forgotten.push({ pda, functionId, epoch }),
    sleep: async (milliseconds) => {
      engine.now = new Date(engine.now.getTime() + milliseconds);
      await meanwhile();
    },
  };
  return { ...deps, forgotten };
}

/** Another registered function of the same shape. */
export function anotherEntry(id: string) {
  return anEntry({ id, configuration: aConfiguration({ id }) });
}
