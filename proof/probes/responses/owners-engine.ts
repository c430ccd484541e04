import { createHash, randomUUID } from 'node:crypto';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { AjvOutputSchemas } from '../../../adapters/json-schema/output-schemas.ts';
import { LambdaInvoker } from '../../../adapters/lambda/lambda-invoker.ts';
import { MemoryExecutionQueue } from '../../../adapters/memory/execution-queue.ts';
import { MemoryExecutionStore } from '../../../adapters/memory/execution-store.ts';
import { MemoryFunctionCatalogue } from '../../../adapters/memory/function-catalogue.ts';
import { MemoryPda } from '../../../adapters/memory/pda.ts';
import { MemoryRunSlots } from '../../../adapters/memory/run-slots.ts';
import { MemoryStatusStore } from '../../../adapters/memory/status-store.ts';
import { dispatch } from '../../../core/dispatch/dispatch.ts';
import type { ExecutorDeps } from '../../../core/execute/deps.ts';
import { execute } from '../../../core/execute/execute.ts';
import { enableFunction } from '../../../core/manage/functions.ts';
import type { CatalogueEntry } from '../../../core/model/catalogue-entry.ts';
import type { DerivedBatch, WindowQuery } from '../../../core/ports.ts';
import { FOREIGN, READS } from './good.ts';

export const ALICE = 'alice.localhost';

/** Tells in its own time which data a run reads, and what it writes. */
class WatchedPda extends MemoryPda {
  readonly reads: WindowQuery[] = [];
  readonly writes: DerivedBatch[] = [];

  override readWindow(query: WindowQuery) {
    this.reads.push(query);
    return super.readWindow(query);
  }

  override writeDerived(batch: DerivedBatch) {
    this.writes.push(batch);
    return super.writeDerived(batch);
  }
}

const digest = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Shared: it is a thread of its own. */
const SCHEMAS = new AjvOutputSchemas();

/** The engine's own code on stores in memory, before a sealed host, for one person and one function. */
export class OwnersEngine {
  /** Stands in the person's data; nothing but the function may come to see it. */
  readonly token = `token-${randomUUID()}`;
  readonly pda = new WatchedPda();
  readonly catalogue = new MemoryFunctionCatalogue();
  readonly statuses = new MemoryStatusStore();
  readonly executions = new MemoryExecutionStore();
  /** Everything else that the engine tells anybody. */
  readonly told: unknown[] = [];
  readonly deps: ExecutorDeps;
  readonly #queue = new MemoryExecutionQueue(() => new Date());

  constructor(client: LambdaClient) {
    const { pda, catalogue, statuses, executions, told } = this;
    const tell = async (...something: unknown[]) => void told.push(something);
    this.deps = {
      ...{ pda, catalogue, statuses, executions, queue: this.#queue, slots: new MemoryRunSlots() },
      inFlightPerFunction: 8,
      invoker: new LambdaInvoker(client, { sealed: true }),
      schemas: SCHEMAS,
      deadLetters: { put: tell },
      outcomes: { publish: tell },
      log: {
        tell: (...something) => void told.push(something),
        internalError: (id, error) => void told.push(id, String(error)),
      },
      tenants: { tenant: (...parts) => digest(parts) },
      groups: { group: digest },
      now: () => new Date(),
      newId: randomUUID,
      random: Math.random,
    };
  }

  /** As the management API does for the owner. */
  async enable(entry: CatalogueEntry): Promise<void> {
    const unused = { forget: async () => {}, sleep: async () => {} };
    await enableFunction({ ...this.deps, ...unused, sealed: true }, ALICE, entry);
  }

  /** The person saves data of both kinds, and everything that follows from it. */
  async saveAndRun(): Promise<void> {
    for (const endpoint of [READS, FOREIGN]) {
      const data = { ml: 330, secret: this.token, token: this.token };
      this.pda.save(ALICE, { recordId: randomUUID(), endpoint, data });
    }
    const occurredAt = new Date().toISOString();
    const event = { eventId: randomUUID(), pda: ALICE, endpoints: [READS, FOREIGN], records: 2, occurredAt };
    await dispatch(this.deps, ALICE, [event]);
    for (let request = this.#queue.take(); request; request = this.#queue.take()) {
      await execute(this.deps, request);
    }
  }
}
