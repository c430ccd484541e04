import { CATALOGUE_AGE_MS } from '../../../core/execute/timing.ts';
import { recall } from '../../../core/manage/recall.ts';
import { release, returnCandidate, withdraw } from '../../../core/manage/release.ts';
import { updateReleases } from '../../../core/manage/update-releases.ts';
import { isRecalled, type RegisteredVersion } from '../../../core/model/catalogue-entry.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import { entryOf, FUNCTIONS, type SimulatedFunction } from '../functions/registered.ts';
import type { World } from '../world/world.ts';

type Decide = (before: FunctionReleases) => FunctionReleases;

/** Publishes functions and their versions, as a deployment does, and decides about them, as operators and alarms do. */
export class Registrar {
  readonly #world: World;
  readonly #versions = new Map<string, number>();
  readonly #wide = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  /** And waits until everybody knows. */
  async publishAll(): Promise<void> {
    for (const one of FUNCTIONS) await this.publish(one, false);
    await this.#world.scheduler.pass(CATALOGUE_AGE_MS);
  }

  /**
   * @param isWider whether it asks for more than before; later versions do then, too
   * @param percentage of PDAs that get it; the others keep what they have
   */
  async publish(one: SimulatedFunction, isWider: boolean, percentage = 100): Promise<void> {
    const version = (this.#versions.get(one.id) ?? 0) + 1;
    this.#versions.set(one.id, version);
    if (isWider) this.#wide.add(one.id);
    await this.#release(entryOf(one, version, this.#wide.has(one.id)), percentage);
  }

  /** Everybody gets the candidate, if there is one. */
  async promote({ id }: SimulatedFunction): Promise<void> {
    const { candidate } = this.#current(id);
    if (candidate) await this.#release(candidate.entry, 100);
  }

  /** Nobody gets the candidate any more, if there is one. */
  async giveBack({ id }: SimulatedFunction): Promise<void> {
    const { candidate } = this.#current(id);
    if (!candidate) return;
    await this.#change(id, (before) => returnCandidate(before, candidate.entry.version, this.#world.now));
  }

  /** Of any version so far, mostly the latest one. */
  async recall({ id }: SimulatedFunction): Promise<void> {
    const { random } = this.#world;
    const latest = this.#versions.get(id) ?? 1;
    const version = `${random.chance(0.6) ? latest : random.between(1, latest)}.0.0`;
    await this.#change(id, (before) => recall(before, version));
    this.#world.observe({ kind: 'recalled', functionId: id, version });
  }

  async setAvailable({ id }: SimulatedFunction, available: boolean): Promise<void> {
    const { stable } = this.#current(id);
    if (available) await this.#release({ ...stable, available }, 100);
    else await this.#change(id, (before) => withdraw(before, this.#world.now));
  }

  /** Everything is available again; what was recalled has a new version, and nothing is on trial any more. */
  async heal(): Promise<void> {
    for (const one of FUNCTIONS) {
      if (this.#world.random.chance(0.5)) await this.promote(one);
      else await this.giveBack(one);
      const { stable, withdrawnAt } = this.#current(one.id);
      if (!stable.available || withdrawnAt) await this.setAvailable(one, true);
      if (isRecalled(this.#current(one.id), stable.version)) await this.publish(one, false);
    }
  }

  #current(id: string): FunctionReleases {
    const releases = this.#world.catalogue.releases.get(id);
    if (!releases) throw new Error(`${id} was never published.`);
    return releases;
  }

  #release(entry: RegisteredVersion, percentage: number): Promise<void> {
    this.#world.versions.set(`${entry.id} ${entry.process.qualifier}`, entry);
    return this.#store(entry.id, (before) => release(before, { entry, percentage }));
  }

  #change(id: string, decide: Decide): Promise<void> {
    return this.#store(id, (before) => decide(before ?? this.#current(id)));
  }

  async #store(id: string, decide: (before: FunctionReleases | undefined) => FunctionReleases) {
    const releases = await updateReleases(this.#world.catalogue.releases, id, decide);
    this.#world.known.note(releases, this.#world.now);
    const { stable, candidate } = releases;
    const onTrial = candidate ? `, on trial ${candidate.entry.version} ${candidate.percentage} %` : '';
    this.#world.trace.say('registrar', `${id} ${stable.version}${onTrial}${candidate?.returnedAt ?? ''}`);
    this.#world.observe({ kind: 'published', releases });
  }
}
