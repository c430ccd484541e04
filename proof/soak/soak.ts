import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, seededRandom } from '../../local/sample/random.ts';
import { decide, enable, trigger } from './decider.ts';
import { DidNotStart, EngineProcess } from './engine-process.ts';
import { COUNTER, FUNCTIONS, type History, TRACKER, type Violation } from './history.ts';
import { comeToRest } from './observe.ts';
import { createPeople, people } from './people.ts';
import { type Load, save, write } from './writer.ts';

const REST_EVERY = 5;
/** For an answer after which to kill. */
const LONGEST_WAIT_MS = 2_000;

export interface SoakOptions {
  readonly rounds: number;
  readonly seed: string;
  /** The data directory is made in here. @default the system's temporary folder */
  readonly folder?: string;
  /** Gets a line a round. */
  readonly report?: (line: string) => void;
  /** Ends everything when it aborts. */
  readonly signal?: AbortSignal;
}

export interface SoakResult {
  readonly rounds: number;
  readonly kills: number;
  /** As they were when they were last looked at. */
  readonly histories: readonly History[];
  /** Of the first round that broke a promise. */
  readonly violations: readonly Violation[];
  readonly seconds: number;
  /** Left behind when something failed. */
  readonly dataDir?: string | undefined;
}

/** Kills an engine at random moments under load, starts it again, and holds it to its promises. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const dataDir = await mkdtemp(join(options.folder ?? tmpdir(), 'she-soak-'));
  const run = new Soak(dataDir, options);
  try {
    await createPeople(dataDir);
    await run.toEnd();
  } catch (cause) {
    throw new Error(`the soak itself failed; the data directory is ${dataDir}`, { cause });
  } finally {
    await run.kill();
  }
  if (run.violations.length > 0) return { ...run.result(), dataDir };
  await rm(dataDir, { recursive: true, force: true });
  return run.result();
}

class Soak {
  readonly #dataDir: string;
  readonly #options: SoakOptions;
  readonly #random: Random;
  readonly #signal: AbortSignal;
  readonly #people = people();
  readonly #startedAt = Date.now();
  #engine: EngineProcess | undefined;
  #round = 0;
  #kills = 0;
  #histories: readonly History[] = [];
  violations: readonly Violation[] = [];

  constructor(dataDir: string, options: SoakOptions) {
    this.#dataDir = dataDir;
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#signal = options.signal ?? new AbortController().signal;
    this.#signal.addEventListener('abort', () => void this.kill());
  }

  get #isOver(): boolean {
    return this.#signal.aborted || this.violations.length > 0;
  }

  result(): SoakResult {
    const seconds = (Date.now() - this.#startedAt) / 1000;
    const [rounds, kills] = [this.#round, this.#kills];
    return { rounds, kills, seconds, histories: this.#histories, violations: this.violations };
  }

  async toEnd(): Promise<void> {
    while (this.#round < this.#options.rounds && !this.#isOver) {
      this.#round++;
      await this.#guarded(() => this.#oneRound());
    }
    if (!this.#isOver) await this.#guarded(() => this.#lastCheck());
  }

  async kill(): Promise<void> {
    if (this.#engine?.hasEnded === false) this.#kills++;
    await this.#engine?.end('SIGKILL');
  }

  async #oneRound(): Promise<void> {
    const startedAt = Date.now();
    const burst = this.#random.chance(0.25) ? await this.#killWhileStarting() : 0;
    await this.#start();
    const isChecked = this.#round % REST_EVERY === 0;
    if (isChecked) await this.#rest();
    if (this.#isOver) return;
    const killAfter = this.#random.chance(0.3)
      ? this.#random.between(0, 300)
      : this.#random.between(300, 1800);
    await this.#underLoad(killAfter);
    const extra = burst > 0 ? `, ${burst} while it started` : '';
    const took = ((Date.now() - startedAt) / 1000).toFixed(1);
    this.#report(`killed after ${killAfter} ms of load${extra}${isChecked ? '; checked' : ''} (${took} s)`);
  }

  /** @returns how often */
  async #killWhileStarting(): Promise<number> {
    const times = this.#random.between(1, 2);
    for (let time = 0; time < times && !this.#isOver; time++) {
      this.#engine = new EngineProcess(this.#dataDir);
      await sleep(this.#random.between(500, 4000));
      await this.kill();
    }
    return times;
  }

  async #start(): Promise<void> {
    if (this.#signal.aborted) return;
    this.#engine = new EngineProcess(this.#dataDir);
    const port = await this.#engine.ready();
    for (const person of this.#people) person.client.connect(port);
    await Promise.all(this.#people.map((person) => person.resolve()));
  }

  async #underLoad(killAfter: number): Promise<void> {
    const load: Load = { name: `round ${this.#round}`, isOver: false };
    const chance = (name: string) => seededRandom(`${this.#options.seed}/${this.#round}/${name}`);
    const work = this.#people.flatMap((person) => [
      write(person, chance(`${person.name}/saves`), load),
      ...FUNCTIONS.map((functionId) =>
        decide({ person, functionId }, chance(person.name + functionId), load),
      ),
    ]);
    await sleep(killAfter);
    if (this.#random.chance(0.6)) await this.#rightAfterAnAnswer();
    const output = this.#engine?.hasEnded && !this.#signal.aborted ? this.#engine.output : undefined;
    await this.kill();
    load.isOver = true;
    await Promise.all(work);
    if (output !== undefined) this.#violate('the engine stays up', output);
  }

  /** When what was promised is still on its way through queues and stores. */
  async #rightAfterAnAnswer(): Promise<void> {
    const answered = new Promise<void>((resolve) => {
      for (const { client } of this.#people) client.onAnswer = resolve;
    });
    await Promise.race([answered, sleep(LONGEST_WAIT_MS)]);
    await sleep(this.#random.between(0, 30));
  }

  async #rest(): Promise<void> {
    const { histories, violations } = await comeToRest(this.#people, this.#signal);
    if (this.#signal.aborted) return;
    this.#histories = histories;
    this.violations = violations;
    if (histories.length < this.#people.length) {
      this.#violate('the engine answers', this.#engine?.output ?? '');
    }
    for (const person of this.#people) person.silences = [];
  }

  /** Everything enabled, and asked for one last run: nothing may be missing then. */
  async #lastCheck(): Promise<void> {
    await this.#start();
    const load: Load = { name: 'the end', isOver: false };
    const asked = this.#people.map(async (person) => {
      for (const functionId of FUNCTIONS) await enable(person, functionId);
      await save(person, seededRandom(`${this.#options.seed}/end`), load);
      await trigger(person, COUNTER, false);
    });
    await Promise.all(asked);
    await this.#rest();
    const isAsked = this.#people.every(({ functions }) => functions[TRACKER].isOwed);
    if (!isAsked && !this.#isOver) this.#violate('the engine answers', this.#engine?.output ?? '');
    const code = this.#isOver ? 0 : await this.#engine?.end('SIGTERM');
    if (code !== 0) this.#violate('the engine stops when told to', `exit code ${code}`);
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#signal.aborted) return;
      if (!(error instanceof DidNotStart)) throw error;
      this.#violate('the engine starts again', error.message);
    }
  }

  #violate(promise: string, evidence: string): void {
    this.violations = [...this.violations, { promise, person: '', evidence }];
  }

  #report(line: string): void {
    this.#options.report?.(`round ${this.#round}/${this.#options.rounds}  ${line}`);
  }
}
