import { MemoryStatusStore } from '../../adapters/memory/status-store.ts';
import { markDirty } from '../../core/dispatch/mark-dirty.ts';
import { recover } from '../../core/dispatch/reconcile.ts';
import { claim, isSuspended } from '../../core/execute/claim.ts';
import { fail } from '../../core/execute/failure.ts';
import { holds } from '../../core/execute/lease.ts';
import {
  afterPart,
  beginInvoke,
  beginWrite,
  completeAttempt,
  keepReading,
  progressed,
  release,
  startAgain,
} from '../../core/execute/steps.ts';
import { waitForSlot } from '../../core/execute/wait-for-slot.ts';
import { disable, enable, request } from '../../core/manage/decisions.ts';
import { decideRedrive } from '../../core/manage/redrive.ts';
import type { CatalogueEntry } from '../../core/model/catalogue-entry.ts';
import {
  type Attempt,
  changed,
  type FunctionStatus,
  untouchedStatus,
} from '../../core/model/function-status.ts';
import { anEntry, aStatus, FUNCTION, NOW, PDA, uuid } from './builders.ts';
import { failuresAt, type RunStep } from './run-failures.ts';

const NARROW = anEntry();
const WIDE = anEntry({
  version: '2.0.0',
  scope: { ...NARROW.scope, reads: [...NARROW.scope.reads, { endpoint: 'kitchen/meals' }] },
});
/** A change of the status item, at the moment it was stored. */
export interface Stored {
  readonly before: FunctionStatus;
  readonly after: FunctionStatus;
  readonly now: Date;
}

/** What a run remembers between its steps. */
interface WalkingRun {
  readonly token: number;
  attempt: Attempt;
  step: RunStep;
  last: boolean;
}

/**
 * One status item under the engine's own decisions, taken in any order that runs, owners and events may take them
 * in. Each number of a walk chooses one step; a step that is not possible changes nothing.
 */
export class EngineWalk {
  readonly stored: Stored[] = [];
  status: FunctionStatus;
  #now = NOW.getTime();
  #records = 0;
  #entry: CatalogueEntry = NARROW;
  #runs: WalkingRun[] = [];
  #ids = 0;

  /** @param failures in a row before the walk begins; without any the owner has never touched the function */
  constructor(failures: number) {
    const troubled = { failures, parked: [uuid(9_999)], dirty: true };
    this.status = failures > 0 ? aStatus(troubled) : untouchedStatus(PDA, FUNCTION);
  }

  /** Runs move twice as often as all others together. */
  async take(choice: number): Promise<void> {
    const ofRuns = this.#runs.flatMap((run) => this.#runSteps(run));
    const steps = choice % 3 === 0 || ofRuns.length === 0 ? this.#worldSteps() : ofRuns;
    await steps[Math.floor(choice / 3) % steps.length]?.();
  }

  get now(): Date {
    return new Date(this.#now);
  }

  #worldSteps(): readonly (() => void | Promise<void>)[] {
    const { now } = this;
    return [
      () => this.#enable(),
      () => this.#save(),
      () => this.#mark(),
      () => this.#claim(),
      () => this.#claim(),
      () => this.#wait(),
      () => this.#pass(6_000),
      () => this.#pass(40_000),
      () => this.#pass(1_000_000),
      () => this.#store(disable(this.status, now)),
      () => this.#store(request(this.status, { id: this.#newId(), useAll: false, now })),
      () => this.#store(request(this.status, { id: this.#newId(), useAll: true, now })),
      () => this.#redrive(),
      () => this.#recover(),
      () => this.#publish(),
    ];
  }

  #enable(): void {
    const isTheSame = this.status.consent?.version === this.#entry.version;
    if (!isTheSame) this.#store(enable(this.status, this.#entry, this.now));
  }

  #save(): void {
    this.#records++;
  }

  #pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  #publish(): void {
    this.#entry = this.#entry === NARROW ? WIDE : NARROW;
  }

  #mark(): void {
    if (!this.status.enabled) return;
    this.#store(markDirty(this.status, !isSuspended(this.status), this.now));
  }

  #claim(): void {
    const { status, now } = this;
    const input = { now, entry: this.#entry, trigger: 'event', newAttemptId: this.#newId() } as const;
    const decision = claim(status, input);
    this.#store(decision.next);
    if (decision.kind !== 'claimed') return;
    const { attempt, next } = decision;
    const step = attempt.writing ? 'found' : 'reading';
    this.#runs = [...this.#runs.slice(-1), { token: next.leaseToken, attempt, step, last: false }];
  }

  /** A claim that finds every slot taken. */
  #wait(): void {
    const { status, now } = this;
    const input = { now, entry: this.#entry, trigger: 'event', newAttemptId: uuid(9_998) } as const;
    const decision = claim(status, input);
    if (decision.kind === 'claimed' && !decision.attempt.writing)
      this.#store(waitForSlot(status, { now, random: 0.5 }));
  }

  #redrive(): void {
    const executionId = this.status.parked?.[0];
    if (!executionId) return;
    const { epoch } = this.status;
    const ids = { pda: PDA, functionId: FUNCTION, executionId, epoch };
    const letter = { ...ids, part: 0, useAll: false, errorCode: 'FUNCTION_ERROR' } as const;
    const decision = decideRedrive(this.status, letter, { id: this.#newId(), now: this.now });
    if (decision.kind === 'marked') this.#store(decision.next);
  }

  async #recover(): Promise<void> {
    const store = new MemoryStatusStore();
    for (const revision of Array(this.status.revision).keys()) {
      await store.replace({ ...this.status, revision: revision + 1 });
    }
    const queue = { send: async () => undefined };
    await recover({ statuses: store, queue, now: () => this.now, isHere: () => true });
    const after = await store.find(PDA, FUNCTION);
    if (after && after.revision > this.status.revision) this.#store(after);
    this.#runs = [];
  }

  #runSteps(run: WalkingRun): readonly (() => void)[] {
    const isOwn = holds(this.status, run.token) && this.status.attempt?.id === run.attempt.id;
    if (!isOwn) return [() => this.#lose(run)];
    const steps = this.#isAgreed(run) ? this.#agreedSteps(run) : this.#withdrawnSteps(run);
    return steps[run.step];
  }

  #agreedSteps(run: WalkingRun): Record<WalkingRun['step'], readonly (() => void)[]> {
    const { now } = this;
    const again = () => this.#goOn(run, startAgain(progressed(this.status, run.attempt), this.#at));
    const fails = () => this.#fail(run);
    const recalled = () => this.#cancel(run);
    return {
      found: [() => this.#settle(run, true), () => this.#settle(run, false), fails],
      reading: [
        ...Array(4).fill(() => this.#pin(run)),
        () => this.#goOn(run, keepReading(progressed(this.status, run.attempt), now)),
        ...(this.status.lease?.phase === 'reading' ? [again] : []),
        () => this.#end(run, release(progressed(this.status, run.attempt), this.#entry, now)),
        ...[fails, recalled],
      ],
      invoking: [
        ...Array(4).fill(() => this.#beginWrite(run)),
        () => this.#finish(run),
        again,
        fails,
        recalled,
      ],
      writing: [...Array(4).fill(() => this.#finish(run)), fails],
    };
  }

  /** What is past its point of no return goes on; the rest is dropped. */
  #withdrawnSteps(run: WalkingRun): Record<WalkingRun['step'], readonly (() => void)[]> {
    const cancel = () => this.#cancel(run);
    const fails = () => this.#fail(run);
    return {
      found: [() => this.#settle(run, true), () => this.#settle(run, false)],
      ...{ reading: [cancel], invoking: [cancel], writing: [() => this.#finish(run), fails] },
    };
  }

  get #at() {
    return { entry: this.#entry, now: this.now };
  }

  #isAgreed({ attempt }: WalkingRun): boolean {
    return this.status.enabled && this.status.epoch === attempt.epoch;
  }

  #settle(run: WalkingRun, isThere: boolean): void {
    const { writing } = run.attempt;
    run.last = isThere && writing?.last === true;
    if (isThere) this.#finish(run);
    if (run.last) return;
    if (this.#isAgreed(run)) this.#goOn(run, keepReading(progressed(this.status, run.attempt), this.now));
    else this.#cancel(run);
    run.step = 'reading';
  }

  /** Parts of one record; a window without records is completed at once. */
  #pin(run: WalkingRun): void {
    const { from, until = String(this.#records), partUntil } = run.attempt;
    run.last = from === until || Number(from ?? 0) === Number(until);
    if (run.last) {
      run.attempt = { ...run.attempt, until };
      this.#finish(run);
      return;
    }
    const end = partUntil ?? String(Number(from ?? 0) + 1);
    this.#goOn(run, beginInvoke(progressed(this.status, run.attempt), { until, partUntil: end }, this.#at));
    run.last = end === until;
    run.step = 'invoking';
  }

  #beginWrite(run: WalkingRun): void {
    const writing = { firstRecordId: uuid(1), last: run.last, counts: run.attempt.counts };
    this.#goOn(run, beginWrite(progressed(this.status, run.attempt), writing, this.now));
    run.step = 'writing';
  }

  #finish(run: WalkingRun): void {
    if (run.last) this.#end(run, completeAttempt(this.status, run.attempt, this.#at));
    else run.attempt = afterPart(run.attempt, run.attempt.counts);
    run.step = 'reading';
  }

  #cancel(run: WalkingRun): void {
    const ended = { ...progressed(this.status, run.attempt), attempt: undefined, dirty: true };
    this.#end(run, release(ended, this.#entry, this.now));
  }

  #fail(run: WalkingRun): void {
    // The function fails only when invoked, or by what it wrote; and a page is asked for only under a lease for reading.
    const isOnlyWritten = run.step === 'reading' && this.status.lease?.phase === 'writing';
    const codes = failuresAt(run.step).filter((code) => !(isOnlyWritten && code === 'PDA_UNREACHABLE'));
    const code = codes[this.#ids++ % codes.length] ?? 'INTERNAL';
    const input = { code, now: this.now, random: 0.5, entry: this.#entry };
    this.#end(run, fail(progressed(this.status, run.attempt), input).next);
  }

  #lose(run: WalkingRun): void {
    const { leaseToken, lease } = this.status;
    const isDraining = leaseToken === run.token && lease?.phase === 'draining';
    this.#end(run, isDraining ? changed(this.status, { lease: undefined }) : undefined);
  }

  #goOn(run: WalkingRun, next: FunctionStatus): void {
    this.#store(next);
    run.attempt = next.attempt ?? run.attempt;
  }

  #end(run: WalkingRun, next: FunctionStatus | undefined): void {
    this.#store(next);
    this.#runs = this.#runs.filter((other) => other !== run);
  }

  #store(after: FunctionStatus | undefined): void {
    if (!after) return;
    this.stored.push({ before: this.status, after, now: this.now });
    this.status = after;
  }

  #newId(): string {
    return uuid(++this.#ids);
  }
}
