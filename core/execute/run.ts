import { ExecutionFailure } from '../errors.ts';
import { type CatalogueEntry, isRecalled, isRunnable } from '../model/catalogue-entry.ts';
import type { BundleQuery } from '../model/data-bundle.ts';
import type { ErrorCode } from '../model/error-code.ts';
import type { Counts, ExecutionRecord } from '../model/execution-record.ts';
import type { Attempt, FunctionStatus } from '../model/function-status.ts';
import type { Json } from '../model/json.ts';
import { publishedOutcome } from '../model/published-outcome.ts';
import type { Invocation } from '../ports.ts';
import { ofVersion } from './attempt.ts';
import { bundleOfAttempt } from './bundle-of-attempt.ts';
import { hasConsent } from './claim.ts';
import { goOn } from './continuation.ts';
import type { ExecutorDeps } from './deps.ts';
import { type HeldLease, LeaseLost } from './held-lease.ts';
import { type HeldSlot, mayBeAtWork } from './held-slot.ts';
import { OutOfTime, RecalledMeanwhile } from './interruptions.ts';
import { partBudget } from './payload.ts';
import { processPart } from './process-part.ts';
import { readParts } from './read-parts.ts';
import { executionRecord, type Outcome } from './record.ts';
import { mayStartNow } from './start.ts';
import {
  afterPart,
  beginInvoke,
  beginWrite,
  completeAttempt,
  keepReading,
  progressed,
  release,
  startAgain,
} from './steps.ts';
import { PDA_TIMEOUT_MS, READING_LEASE_MS, START_WITHIN_MS } from './timing.ts';

/** A run begins no part that it could not end this long before its process may be gone. */
const SPARE_MS = 60_000;

export interface RunContext {
  readonly entry: CatalogueEntry;
  readonly lease: HeldLease;
  readonly slot: HeldSlot;
  readonly attempt: Attempt;
  /** Of the request that it serves. */
  readonly hops?: number | undefined;
  readonly deadline?: Date | undefined;
}

/** One claimed attempt on its way to its end. */
export class Run {
  readonly deps: ExecutorDeps;
  readonly entry: CatalogueEntry;
  readonly lease: HeldLease;
  readonly pda: string;
  readonly tenant: string;
  readonly hops: number;
  readonly #slot: HeldSlot;
  readonly #deadline: Date | undefined;
  #attempt: Attempt;
  /** Whether a part was begun. */
  #hasProcessed = false;

  constructor(deps: ExecutorDeps, { entry, lease, slot, attempt, hops = 0, deadline }: RunContext) {
    const { pda, epoch } = lease.status;
    this.deps = deps;
    this.entry = entry;
    this.lease = lease;
    this.pda = pda;
    this.tenant = deps.tenants.tenant(pda, entry.id, epoch);
    this.hops = hops;
    this.#slot = slot;
    this.#deadline = deadline;
    this.#attempt = attempt;
  }

  /** Where the attempt stands: what a failure at this moment must leave in the status item. */
  get attempt(): Attempt {
    return this.#attempt;
  }

  /** @throws ExecutionFailure, LeaseLost, NoSlot, or whatever a store throws */
  async toEnd(): Promise<void> {
    if (this.#attempt.writing && (await this.#settleWrite(this.#attempt.writing))) return;
    const { entry, pda } = this;
    const bundle = await this.#bundle();
    const { until, parts } = await readParts(this.deps.pda, {
      ...{ pda, functionId: entry.id, bundle, attempt: this.#attempt, scope: entry.scope },
      limits: this.#limits(bundle),
      beforePage: () => this.#keepReading(),
    });
    try {
      for await (const { part, last } of parts) {
        if (this.#hasProcessed && !this.#hasTimeFor(this.#partMs)) throw new OutOfTime();
        this.#hasProcessed = true;
        await this.#beginInvoke({ until, partUntil: part.until });
        await this.#finishPart(await processPart(this, part, { bundle, last }), last);
      }
    } catch (error) {
      if (error instanceof OutOfTime) return this.#giveBack();
      throw error;
    }
    if (!this.#hasProcessed) await this.#processNothing(until, bundle);
  }

  /** Kept with the attempt by the next step that is stored. */
  async #bundle(): Promise<BundleQuery> {
    const { entry, tenant } = this;
    const { processedUntil } = this.lease.status;
    const context = { entry, attempt: this.#attempt, processedUntil, tenant };
    const { bundle, attempt } = await bundleOfAttempt(this, context);
    this.#attempt = attempt;
    return bundle;
  }

  async #processNothing(until: string, bundle: BundleQuery): Promise<void> {
    if (this.entry.runOnEmpty) await this.#beginInvoke({ until, partUntil: until });
    else this.#attempt = { ...this.#attempt, until };
    const part = { rows: [], until, records: 0, bytes: 0, setAside: 0 };
    await this.#finishPart(await processPart(this, part, { bundle, last: true }), true);
  }

  /** Also completes the part before: one update for both. */
  async #beginInvoke(pin: { readonly until: string; readonly partUntil: string }): Promise<void> {
    await this.#assertNotRecalled();
    const [attempt, entry, now] = [this.#attempt, this.entry, this.deps.now()];
    await this.#step((status) => beginInvoke(progressed(status, attempt), pin, { entry, now }));
  }

  /** The point of no return. */
  async beginWrite(writing: NonNullable<Attempt['writing']>): Promise<void> {
    await this.#assertNotRecalled();
    const [attempt, now] = [this.#attempt, this.deps.now()];
    await this.#step((status) => beginWrite(progressed(status, attempt), writing, now));
  }

  /** Under a slot, which is held no longer than that: reading and writing may take long, and need none. */
  async invoke(call: Invocation): Promise<Json> {
    // Before any other invocation its step has looked.
    if (this.lease.status.lease?.phase === 'reading') await this.#assertNotRecalled();
    const { deps, lease } = this;
    try {
      await mayStartNow({ now: deps.now, lease, slot: this.#slot, startAgain: () => this.#startAgain() });
      return await deps.invoker.invoke(call).catch((error: unknown) => {
        if (mayBeAtWork(error)) this.#slot.leave();
        throw error;
      });
    } finally {
      // A slot that cannot be given back runs out by itself.
      await this.#slot.giveBack().catch((error: unknown) => this.#log(error));
    }
  }

  async #startAgain(): Promise<void> {
    await this.#assertNotRecalled();
    const at = { entry: this.entry, now: this.deps.now() };
    await this.#step((status) => startAgain(status, at));
  }

  async #step(decide: (status: FunctionStatus) => FunctionStatus): Promise<void> {
    const next = await this.lease.change((status) => {
      if (!status.enabled || status.epoch !== this.#attempt.epoch) throw new LeaseLost(status);
      return decide(status);
    });
    this.#attempt = next.attempt ?? this.#attempt;
  }

  /**
   * Reading may take long: the lease is renewed before it runs out, and no finished write stays under way. A PDA that
   * has given nothing to process by then, and leaves no time for it, could do so for ever: that is its failure.
   */
  async #keepReading(): Promise<void> {
    if (!this.#hasTimeFor(PDA_TIMEOUT_MS + this.#partMs)) {
      throw this.#hasProcessed ? new OutOfTime() : new ExecutionFailure('PDA_UNREACHABLE');
    }
    const [attempt, now] = [this.#attempt, this.deps.now()];
    const { lease } = this.lease.status;
    const left = lease ? new Date(lease.expiresAt).getTime() - now.getTime() : 0;
    if (lease?.phase === 'reading' && left > READING_LEASE_MS / 2) return;
    await this.#step((status) => keepReading(progressed(status, attempt), now));
  }

  /** A write begun by an earlier try: completed if the PDA has it. @returns whether that ended the run */
  async #settleWrite(writing: NonNullable<Attempt['writing']>): Promise<boolean> {
    const isWritten = await this.deps.pda.hasRecord(this.pda, writing.firstRecordId);
    if (isWritten) await this.#finishPart(writing.counts, writing.last);
    if (isWritten && writing.last) return true;
    const objection = this.#objection();
    if (objection) await this.cancel(objection);
    else await this.#goOn();
    return objection !== undefined;
  }

  /** Why what is not written yet must not go on; claims let an unsettled write through whatever was decided since. */
  #objection(): ErrorCode | undefined {
    const { status } = this.lease;
    if (!status.enabled || status.epoch !== this.#attempt.epoch) return 'DISABLED';
    if (!isRunnable(this.entry)) return 'RECALLED';
    return hasConsent(status, this.entry) ? undefined : 'CONSENT_NEEDED';
  }

  async #goOn(): Promise<void> {
    const [mine, entry, now] = [this.#attempt, this.entry, this.deps.now()];
    await this.#step((status) => {
      const { attempt = mine, ...rest } = progressed(status, mine);
      return keepReading({ ...rest, attempt: ofVersion(attempt, entry) }, now);
    });
  }

  /** Ends the run for a decision, with what is written; the rest starts as a run of its own, if at all. */
  async cancel(errorCode: ErrorCode): Promise<void> {
    const [attempt, entry, now] = [this.#attempt, this.entry, this.deps.now()];
    const cancelled = await this.record({ status: 'cancelled', counts: attempt.counts, errorCode });
    await this.lease.change((status) => {
      return release({ ...progressed(status, attempt), attempt: undefined, dirty: true }, entry, now);
    });
    await this.#tell(cancelled);
  }

  async #finishPart(counts: Counts, last: boolean): Promise<void> {
    if (last) return this.#finish(counts);
    this.#attempt = afterPart(this.#attempt, counts);
  }

  async #finish(counts: Counts): Promise<void> {
    const [attempt, entry, now] = [this.#attempt, this.entry, this.deps.now()];
    const status = counts.parts === 0 ? 'empty' : 'succeeded';
    const errorCode = counts.setAside > 0 ? 'RECORD_TOO_LARGE' : undefined;
    const record = await this.record({ status, counts, errorCode });
    await this.lease.change((stored) => completeAttempt(stored, attempt, { entry, now }));
    await this.#tell(record);
  }

  #hasTimeFor(milliseconds: number): boolean {
    return !this.#deadline || this.#deadline.getTime() - this.deps.now().getTime() > milliseconds;
  }

  /** Longest that a part may take, and what its process needs besides. */
  get #partMs(): number {
    return this.entry.timeout * 1000 + SPARE_MS;
  }

  /** Gives back the lease, with the rest as a request of its own. */
  async #giveBack(): Promise<void> {
    const [attempt, entry, now] = [this.#attempt, this.entry, this.deps.now()];
    await this.#step((status) => release(progressed(status, attempt), entry, now));
    await this.#tell();
  }

  /**
   * Asks for the work that is left or came up meanwhile, and publishes how the run ended. The run is over by then:
   * whatever goes wrong here is not its failure, and reconcile finds the work too.
   */
  async #tell(ended?: ExecutionRecord): Promise<void> {
    const { pda, hops, deps } = this;
    const request = { pda, functionId: this.entry.id, trigger: 'event' as const, hops };
    if (this.lease.status.dueAt !== undefined) await goOn(deps, request, this.#attempt.id);
    await this.publish(ended);
  }

  /** What goes wrong here is not the run's failure: it is over. */
  async publish(ended: ExecutionRecord | undefined): Promise<void> {
    if (!ended) return;
    await this.deps.outcomes.publish(publishedOutcome(ended)).catch((error: unknown) => this.#log(error));
  }

  #log(error: unknown): void {
    this.deps.log.internalError(this.#attempt.id, error);
  }

  /** What the catalogue said long ago may be wrong by now: then it is asked again. */
  async #assertNotRecalled(): Promise<void> {
    const { deps, entry, pda } = this;
    for (let asked = 0; deps.now().getTime() - asked > START_WITHIN_MS; ) {
      asked = deps.now().getTime();
      const current = await deps.catalogue.find(entry.id, pda);
      if (current && isRecalled(current, this.#attempt.version)) throw new RecalledMeanwhile(entry.id);
    }
  }

  /**
   * Stores the execution record; published is it only once the status says the same.
   * @returns undefined when a newer run has told already how it ended
   */
  async record(outcome: Outcome): Promise<ExecutionRecord | undefined> {
    const { pda, entry, deps } = this;
    const context = { pda, entry, attempt: this.#attempt, sealed: deps.invoker.sealed, now: deps.now() };
    const record = executionRecord(context, outcome);
    return (await deps.executions.put(record, this.lease.token)) ? record : undefined;
  }

  #limits(bundle: BundleQuery) {
    const maxRecords = this.entry.maxRecords ?? Number.POSITIVE_INFINITY;
    return { bundle, maxRecords, maxBytes: partBudget(this.entry, this.lease.status, bundle) };
  }
}
