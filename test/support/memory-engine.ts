import { createHash } from 'node:crypto';
import { AjvOutputSchemas } from '../../adapters/json-schema/output-schemas.ts';
import { MemoryExecutionQueue } from '../../adapters/memory/execution-queue.ts';
import { MemoryExecutionStore } from '../../adapters/memory/execution-store.ts';
import { MemoryFunctionCatalogue } from '../../adapters/memory/function-catalogue.ts';
import { MemoryPda } from '../../adapters/memory/pda.ts';
import { MemoryRunSlots } from '../../adapters/memory/run-slots.ts';
import { MemoryStatusStore } from '../../adapters/memory/status-store.ts';
import { dispatch } from '../../core/dispatch/dispatch.ts';
import { type ReconcileDeps, reconcile } from '../../core/dispatch/reconcile.ts';
import type { ExecutorDeps } from '../../core/execute/deps.ts';
import { execute } from '../../core/execute/execute.ts';
import type { CatalogueEntry } from '../../core/model/catalogue-entry.ts';
import type { ExecutionRecord } from '../../core/model/execution-record.ts';
import type { FunctionStatus } from '../../core/model/function-status.ts';
import type { Json } from '../../core/model/json.ts';
import type { PublishedOutcome } from '../../core/model/published-outcome.ts';
import type { Invocation, NewLetter } from '../../core/ports.ts';
import { aDataEvent, anEntry, aStatus, FUNCTION, NOW, PDA, uuid } from './builders.ts';

type FunctionBody = (payload: ProcessPayload, call: Invocation) => Json | Promise<Json>;

export interface ProcessPayload {
  readonly functionConfiguration: { readonly status: { readonly lastExecution?: string } };
  readonly request: { readonly data: Record<string, readonly { recordId: string; data: Json }[]> };
}

/** One summary a part: how many drinks there were. */
export const countDrinks: FunctionBody = ({ request }) => [
  {
    namespace: 'coach',
    endpoint: 'insights/hydration',
    data: [{ drinks: request.data.drinks?.length ?? 0 }],
    linkedRecords: [],
  },
];

/** The whole core on stores in memory, with a clock that moves only when told. */
export class MemoryEngine {
  readonly statuses = new MemoryStatusStore();
  readonly executions = new MemoryExecutionStore();
  readonly catalogue = new MemoryFunctionCatalogue();
  readonly slots = new MemoryRunSlots();
  readonly queue = new MemoryExecutionQueue(() => this.now);
  readonly pda = new MemoryPda();
  readonly invocations: Invocation[] = [];
  readonly letters: NewLetter[] = [];
  readonly published: PublishedOutcome[] = [];
  readonly internalErrors: unknown[] = [];
  readonly told: object[] = [];
  body: FunctionBody = countDrinks;
  now = NOW;
  #ids = 0;
  #saved = 0;

  readonly deps: ExecutorDeps & ReconcileDeps = {
    statuses: this.statuses,
    executions: this.executions,
    slots: this.slots,
    inFlightPerFunction: 3,
    catalogue: this.catalogue,
    queue: this.queue,
    backlog: this.queue,
    pda: this.pda,
    schemas: new AjvOutputSchemas(),
    deadLetters: { put: async (letter) => void this.letters.push(letter) },
    outcomes: { publish: async (outcome) => void this.published.push(outcome) },
    log: {
      tell: (event, fields) => void this.told.push({ event, ...fields }),
      internalError: (_id, error) => void this.internalErrors.push(error),
    },
    invoker: { sealed: true, invoke: (call) => this.#invoke(call) },
    tenants: { tenant: (...parts) => digest(parts) },
    groups: { group: digest },
    now: () => this.now,
    newId: () => uuid(++this.#ids),
    random: () => 0.5,
  };

  /** With the function registered, and enabled by its owner. */
  static async started(change: Partial<CatalogueEntry> = {}, status: Partial<FunctionStatus> = {}) {
    const engine = new MemoryEngine();
    await engine.catalogue.put(anEntry(change));
    await engine.statuses.replace(aStatus(status));
    return engine;
  }

  /** Saves drinks, and tells the dispatcher. */
  async save(...data: readonly Json[]): Promise<void> {
    for (const item of data) {
      this.pda.save(PDA, { recordId: uuid(1000 + ++this.#saved), endpoint: 'kitchen/drinks', data: item });
    }
    await dispatch(this.deps, PDA, [aDataEvent()]);
  }

  /** Serves requests until there are none. */
  async run(): Promise<void> {
    for (let request = this.queue.take(); request; request = this.queue.take())
      await execute(this.deps, request);
  }

  /** Lets time pass, and reconcile look. */
  async pass(seconds: number): Promise<void> {
    this.now = new Date(this.now.getTime() + seconds * 1000);
    await reconcile(this.deps);
  }

  async status(): Promise<FunctionStatus> {
    const status = await this.statuses.find(PDA, FUNCTION);
    if (!status) throw new Error('the function has no status');
    return status;
  }

  /** Oldest first. */
  async records(): Promise<readonly ExecutionRecord[]> {
    return (await this.executions.ofPda(PDA, { skip: 0, take: 100 })).toReversed();
  }

  derived(): readonly Json[] {
    return this.pda.recordsOf(PDA, 'coach/insights/hydration').map(({ data }) => data);
  }

  /** Calls of `process`, without those that asked for the bundle. */
  processed(): readonly ProcessPayload[] {
    const calls = this.invocations.filter(({ functionName }) => !functionName.endsWith('-bundle'));
    return calls.map(({ payload }) => payload as ProcessPayload);
  }

  async #invoke(call: Invocation): Promise<Json> {
    this.invocations.push(call);
    const entry = await this.catalogue.find(FUNCTION, PDA);
    if (call.functionName.endsWith('-bundle')) return entry?.configuration.dataBundle ?? null;
    return this.body(call.payload as ProcessPayload, call);
  }
}

function digest(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
