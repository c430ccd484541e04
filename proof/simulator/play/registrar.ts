import { recall } from '../../../core/manage/recall.ts';
import { type CatalogueEntry, isRecalled, isRunnable } from '../../../core/model/catalogue-entry.ts';
import { entryOf, FUNCTIONS, type SimulatedFunction } from '../functions/registered.ts';
import type { World } from '../world/world.ts';

/** Publishes functions and their versions, as a deployment does. */
export class Registrar {
  readonly #world: World;
  readonly #versions = new Map<string, number>();
  readonly #wide = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  async publishAll(): Promise<void> {
    for (const one of FUNCTIONS) await this.publish(one, false);
  }

  /** @param isWider whether it asks for more than before; later versions do then, too */
  async publish(one: SimulatedFunction, isWider: boolean): Promise<void> {
    const version = (this.#versions.get(one.id) ?? 0) + 1;
    this.#versions.set(one.id, version);
    if (isWider) this.#wide.add(one.id);
    const before = await this.#world.catalogue.find(one.id);
    const recalledVersions = before?.recalledVersions ?? [];
    await this.#put({ ...entryOf(one, version, this.#wide.has(one.id)), recalledVersions });
  }

  /** Of any version so far, mostly the current one. */
  async recall(one: SimulatedFunction): Promise<void> {
    const { random } = this.#world;
    const entry = await this.#current(one);
    const latest = this.#versions.get(one.id) ?? 1;
    const version = `${random.chance(0.6) ? latest : random.between(1, latest)}.0.0`;
    await this.#put(recall(entry, version));
    this.#world.observe({ kind: 'recalled', functionId: one.id, version });
  }

  async setAvailable(one: SimulatedFunction, available: boolean): Promise<void> {
    await this.#put({ ...(await this.#current(one)), available });
  }

  /** Everything is available again; what was recalled has a new version. */
  async heal(): Promise<void> {
    for (const one of FUNCTIONS) {
      const entry = await this.#current(one);
      if (!entry.available) await this.setAvailable(one, true);
      if (isRecalled(entry, entry.version)) await this.publish(one, false);
    }
  }

  async #current({ id }: SimulatedFunction): Promise<CatalogueEntry> {
    const entry = await this.#world.catalogue.find(id);
    if (!entry) throw new Error(`${id} was never published.`);
    return entry;
  }

  async #put(entry: CatalogueEntry): Promise<void> {
    this.#world.trace.say(
      'registrar',
      `${entry.id} ${entry.version}${isRunnable(entry) ? '' : ' not runnable'}`,
    );
    await this.#world.catalogue.put(entry);
    this.#world.observe({ kind: 'published', entry });
  }
}
