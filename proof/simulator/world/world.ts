import { MemoryExecutionStore } from '../../../adapters/memory/execution-store.ts';
import { MemoryFunctionCatalogue } from '../../../adapters/memory/function-catalogue.ts';
import { MemoryRunSlots } from '../../../adapters/memory/run-slots.ts';
import { MemoryStatusStore } from '../../../adapters/memory/status-store.ts';
import { EngineError } from '../../../core/errors.ts';
import { CATALOGUE_AGE_MS } from '../../../core/execute/timing.ts';
import type { RegisteredVersion } from '../../../core/model/catalogue-entry.ts';
import type { DataEvent } from '../../../core/model/data-event.ts';
import type { FunctionStatus } from '../../../core/model/function-status.ts';
import type { PublishedOutcome } from '../../../core/model/published-outcome.ts';
import type { FunctionCatalogue } from '../../../core/ports.ts';
import { type Random, seededRandom } from '../../../local/sample/random.ts';
import { type Faults, InjectedFault } from '../faults/faults.ts';
import type { Profile } from '../faults/profile.ts';
import type { Behaviour } from '../functions/behaviour.ts';
import { keyOf, type Observation } from '../observation.ts';
import { Violation, type Watcher } from '../violation.ts';
import { KnownReleases } from './known-releases.ts';
import { Scheduler } from './scheduler.ts';
import { SimulatedPda } from './simulated-pda.ts';
import { type Machine, SimulatedProcess } from './simulated-process.ts';
import { SimulatedQueue } from './simulated-queue.ts';
import { Trace } from './trace.ts';

export interface WorldOptions {
  readonly seed: string;
  readonly profile: Profile;
  readonly faults: (random: Random) => Faults;
  readonly people: readonly string[];
  /** What a process's own chance is named by. @default - its name, which counts everybody's processes */
  readonly streamOf?: ((process: string) => string) | undefined;
  readonly isTraced: boolean;
}

const BEGINNING = new Date('2026-03-02T09:00:00.000Z');

/** Everything outside the engine's own code: time, chance, stores, queues, PDAs, and who watches. */
export class World {
  readonly scheduler = new Scheduler(BEGINNING);
  readonly random: Random;
  readonly trace: Trace;
  readonly statuses = new MemoryStatusStore();
  readonly executions = new MemoryExecutionStore();
  readonly catalogue = new MemoryFunctionCatalogue();
  readonly known = new KnownReleases();
  /** Every version that was ever published, by function and qualifier. */
  readonly versions = new Map<string, RegisteredVersion>();
  readonly slots = new MemoryRunSlots();
  readonly inFlightPerFunction: number;
  readonly events: SimulatedQueue;
  readonly requests: SimulatedQueue;
  readonly pdas: ReadonlyMap<string, SimulatedPda>;
  readonly behaviours = new Map<string, Behaviour>();
  readonly letters: unknown[] = [];
  readonly published: PublishedOutcome[] = [];
  readonly counts = { processes: 0, deaths: 0, invocations: 0, calls: 0, faults: 0 };
  /** The status items as they are stored. */
  readonly latest = new Map<string, FunctionStatus>();
  /** The first promise that was broken. */
  violation: Violation | undefined;
  readonly #watchers: Watcher[] = [];
  readonly #faults: Faults;
  readonly #seed: string;
  readonly #streamOf: (process: string) => string;
  readonly #alive = new Set<SimulatedProcess>();
  #machine: Machine = { isGone: false };
  #ids = 0;

  constructor({ seed, profile, faults, people, isTraced, streamOf }: WorldOptions) {
    this.#seed = seed;
    this.#streamOf = streamOf ?? ((process) => process);
    this.random = seededRandom(seed);
    this.trace = new Trace(isTraced, () => this.now);
    this.inFlightPerFunction = profile.inFlight;
    this.#faults = faults(seededRandom(`${seed} faults`));
    const queue = (name: string) =>
      new SimulatedQueue(
        name,
        { scheduler: this.scheduler, random: seededRandom(`${seed} ${name}`) },
        profile,
      );
    this.events = queue('data-events');
    this.requests = queue('executions');
    this.pdas = new Map(people.map((name) => [name, new SimulatedPda(name)]));
  }

  get now(): Date {
    return this.scheduler.now;
  }

  newId(): string {
    return `00000000-0000-4000-8000-${String(++this.#ids).padStart(12, '0')}`;
  }

  /** The catalogue as a process knows it: as late as it may be, by a chance of its own. */
  catalogueOf(process: SimulatedProcess): FunctionCatalogue {
    const stream = `${this.#seed} ${this.#streamOf(process.name)} catalogue`;
    const lateByMs = seededRandom(stream).between(0, CATALOGUE_AGE_MS);
    return this.known.catalogueOf(() => this.now, lateByMs);
  }

  pda(name: string): SimulatedPda {
    const pda = this.pdas.get(name);
    if (!pda) throw new Error(`There is no PDA ${name} in this world.`);
    return pda;
  }

  /** A process that lives until `task` ends, well or badly, or a fault kills it: then this never settles. */
  async inProcess(name: string, task: (process: SimulatedProcess) => Promise<void>): Promise<void> {
    const process = new SimulatedProcess(`${name}-${++this.counts.processes}`, {
      scheduler: this.scheduler,
      faults: { judge: (call, by) => this.#judge(call, by) },
      trace: this.trace,
      machine: this.#machine,
    });
    this.#alive.add(process);
    await task(process).catch((error: unknown) => this.notice(process.name, error));
    this.#alive.delete(process);
    process.end();
  }

  /** A process met an error: one of the play's or the engine's own kind, or the engine's code is wrong. */
  notice(who: string, error: unknown): void {
    this.trace.say(who, `fails: ${String(error)}`);
    if (error instanceof InjectedFault || error instanceof EngineError) return;
    this.violation ??= new Violation('code', `${who} failed with ${String(error)}`);
  }

  /** Whether a person's PDA is on a machine of its own, as every second one's is. */
  isElsewhere(pda: string): boolean {
    return [...this.pdas.keys()].indexOf(pda) % 2 === 1;
  }

  /** The machine stops, with all processes on it and whatever they or earlier ones had under way on it. */
  killAll(): void {
    this.#machine.isGone = true;
    this.#machine = { isGone: false };
    for (const process of this.#alive) process.kill();
    this.#alive.clear();
  }

  /** Saved by the person, or derived: the PDA tells the engine until it knows. */
  tell(event: DataEvent | undefined): void {
    if (event) this.events.send(event);
  }

  watch(watchers: readonly Watcher[]): void {
    this.#watchers.push(...watchers);
  }

  observe(observation: Observation): void {
    this.#holding((watcher) => watcher.saw?.(observation));
    if (observation.kind === 'changed') this.latest.set(keyOf(observation.after), observation.after);
  }

  /** To be called when all has come to rest. */
  conclude(): void {
    this.#holding((watcher) => watcher.atRest?.());
  }

  #holding(look: (watcher: Watcher) => void): void {
    for (const watcher of this.#watchers) {
      try {
        look(watcher);
      } catch (error) {
        if (!(error instanceof Violation)) throw error;
        this.trace.say('VIOLATION', error.message);
        this.violation ??= error;
      }
    }
  }

  #judge(...[call, by]: Parameters<Faults['judge']>) {
    const verdict = this.#faults.judge(call, by);
    this.counts.calls++;
    if (verdict.dies) this.counts.deaths++;
    if (verdict.note) this.counts.faults++;
    return verdict;
  }
}
