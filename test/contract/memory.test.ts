import { MemoryExecutionQueue } from '../../adapters/memory/execution-queue.ts';
import { MemoryExecutionStore } from '../../adapters/memory/execution-store.ts';
import { MemoryFunctionCatalogue } from '../../adapters/memory/function-catalogue.ts';
import { MemoryReleaseStore } from '../../adapters/memory/release-store.ts';
import { MemoryRunSlots } from '../../adapters/memory/run-slots.ts';
import { MemoryStatusStore } from '../../adapters/memory/status-store.ts';
import { NOW } from '../support/builders.ts';
import { describeExecutionQueue } from './execution-queue.ts';
import { describeExecutionStore } from './execution-store.ts';
import { describeFunctionCatalogue } from './function-catalogue.ts';
import { describeReleaseStore } from './release-store.ts';
import { describeRunSlots } from './run-slots.ts';
import { describeStatusStore } from './status-store.ts';

const made = async <T>(it: T) => ({ it, close: async () => {} });

describeStatusStore('memory', () => made(new MemoryStatusStore()));
describeExecutionStore('memory', () => made(new MemoryExecutionStore()));
describeFunctionCatalogue('memory', () => {
  const catalogue = new MemoryFunctionCatalogue();
  return made({ catalogue, releases: catalogue.releases });
});
describeReleaseStore('memory', () => made(new MemoryReleaseStore()));
describeRunSlots('memory', () => made(new MemoryRunSlots()));
describeExecutionQueue('memory', () => {
  const queue = new MemoryExecutionQueue(() => NOW);
  const take = async (count: number) =>
    Array.from({ length: count }, () => queue.take()).filter((request) => request !== undefined);
  return made({ queue, take });
});
