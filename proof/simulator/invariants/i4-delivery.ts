import { hasConsent, isSuspended } from '../../../core/execute/claim.ts';
import { entryFor } from '../../../core/manage/release.ts';
import type { CatalogueEntry } from '../../../core/model/catalogue-entry.ts';
import type { DataEvent } from '../../../core/model/data-event.ts';
import { outputOf } from '../functions/registered.ts';
import { type Item, keyOf, type Observation } from '../observation.ts';
import { Violation } from '../violation.ts';
import type { World } from '../world/world.ts';
import { Deliveries } from './deliveries.ts';
import { isWanted } from './i6-cursor.ts';
import type { Invariant } from './invariant.ts';

const LONGEST_CHAIN = 3;

/**
 * I4: every record is delivered to each enabled function that wants it, at least once overall and exactly once per
 * completed attempt; and every derived record is written exactly once.
 */
export const delivery: Invariant = (world) => {
  const deliveries = new Deliveries();
  /** Since when nothing but a new event is needed: before, the owner or a parked attempt stood in the way. */
  const since = new Map<string, number>();
  /** Up to which position the engine has been told, and has said that it knows. */
  const promised = new Map<string, number>();
  const noteChange = ({ before, after }: Extract<Observation, { kind: 'changed' }>) => {
    const isParked = before?.attempt && !after.attempt && after.failures > before.failures;
    if (after.enabled && after.epoch === before?.epoch && !isParked) return;
    since.set(keyOf(after), world.now.getTime());
    promised.delete(keyOf(after));
  };
  const promise = (key: string, position: number) =>
    promised.set(key, Math.max(position, promised.get(key) ?? 0));
  return {
    saw(seen) {
      deliveries.note(seen);
      if (seen.kind === 'changed') noteChange(seen);
      if (seen.kind === 'asked at rest') promise(keyOf(seen), seen.upTo);
      if (seen.kind !== 'dispatched') return;
      for (const key of concerned(world, seen.event, since)) promise(key, lastPosition(world, seen.event));
    },
    atRest() {
      for (const [key, position] of promised) checkDelivered(world, deliveries, key, position);
      for (const pda of world.pdas.values()) deliveries.checkDoubles(pda);
    },
  };
};

/** Functions that the event alone makes run sooner or later. */
function concerned(
  world: World,
  { pda, endpoints, chain = [], occurredAt }: DataEvent,
  since: Map<string, number>,
) {
  return [...world.latest].flatMap(([key, status]) => {
    const { functionId, enabled } = status;
    const trigger = entryOf(world, status)?.configuration.trigger.triggerType;
    const isHeard = chain.length <= LONGEST_CHAIN && !chain.includes(functionId);
    const isTimely = new Date(occurredAt).getTime() > (since.get(key) ?? 0);
    const wants = endpoints.some((endpoint) => isWanted(functionId, { endpoint, chain }));
    const isConcerned =
      status.pda === pda && enabled && trigger === 'individual' && isHeard && isTimely && wants;
    return isConcerned ? [key] : [];
  });
}

function entryOf(world: World, { functionId, pda }: Item): CatalogueEntry | undefined {
  const releases = world.catalogue.releases.get(functionId);
  return releases && entryFor(releases, pda);
}

function lastPosition(world: World, { pda, eventId }: DataEvent): number {
  return world.pda(pda).records.find(({ id }) => `event-${id}` === eventId)?.position ?? 0;
}

function checkDelivered(world: World, deliveries: Deliveries, key: string, position: number): void {
  const status = world.latest.get(key);
  const entry = status && entryOf(world, status);
  if (!entry || !status.enabled || isSuspended(status) || !hasConsent(status, entry)) return;
  const pda = world.pda(status.pda);
  const lost = pda.records.find(
    (record) =>
      record.position <= position &&
      isWanted(status.functionId, record) &&
      !deliveries.isDone(status, record.id, pda.derivedFrom(record.id, outputOf(status.functionId))),
  );
  if (lost) throw new Violation('I4', `${key} was never given ${lost.id} (position ${lost.position})`);
}
