import type { RegisteredVersion } from '../../../core/model/catalogue-entry.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import { isWithinScope } from '../../../core/model/scope.ts';
import { keyOf, type Observation } from '../observation.ts';
import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** A recall, and the return of a candidate, take effect within this time. */
const EFFECT_MS = 60_000;

type Changed = Extract<Observation, { kind: 'changed' }>;
type Invoked = Extract<Observation, { kind: 'invoked' }>;

/**
 * I8: only versions run that were published, are not recalled, and ask for no more than was consented to; and no run
 * of a version begins that nobody is to get any more.
 */
export const approved: Invariant = (world) => {
  const published = new Map<string, RegisteredVersion>();
  const recalled = new Map<string, number>();
  /** Until when a version may begin; absent while it may. */
  const over = new Map<string, number>();
  const notePublished = ({ functionId, stable, candidate, recalledVersions }: FunctionReleases) => {
    const isTried = candidate && !candidate.returnedAt && !recalledVersions.includes(candidate.entry.version);
    const given = isTried ? [stable, candidate.entry] : [stable];
    for (const entry of given) published.set(`${functionId} ${entry.version}`, entry);
    const names = new Set(given.map(({ version }) => `${functionId} ${version}`));
    for (const [name, { id }] of published)
      if (id === functionId && !names.has(name) && !over.has(name)) over.set(name, world.now.getTime());
    for (const name of names) over.delete(name);
  };
  const isLongPast = (time = Number.POSITIVE_INFINITY, now = world.now) => now.getTime() - time > EFFECT_MS;
  const checkClaimed = ({ before, after, by }: Changed) => {
    const isClaim = after.leaseToken !== before?.leaseToken && after.lease?.phase === 'reading';
    if (!isClaim || !after.attempt || after.attempt.writing) return;
    const version = `${after.functionId} ${after.attempt.version}`;
    // A process that was paused goes on with what it knew: what it does then is harmless, unless it was recalled.
    if (isLongPast(over.get(version), by.bornAt))
      throw new Violation('I8', `${version} begins long after it was replaced or returned`);
  };
  const checkInvoked = (seen: Invoked) => {
    const version = `${seen.functionId} ${seen.qualifier}.0.0`;
    const entry = published.get(version);
    const consent = world.latest.get(keyOf(seen))?.consent;
    if (!entry) throw new Violation('I8', `${version} runs and was never published`);
    if (isLongPast(recalled.get(version))) throw new Violation('I8', `${version} runs long after its recall`);
    if (consent && !isWithinScope(entry.scope, consent.scope))
      throw new Violation('I8', `${version} runs and asks for more than was agreed to`);
  };
  return {
    saw(seen) {
      if (seen.kind === 'published') notePublished(seen.releases);
      if (seen.kind === 'recalled') recalled.set(`${seen.functionId} ${seen.version}`, world.now.getTime());
      if (seen.kind === 'changed') checkClaimed(seen);
      if (seen.kind === 'invoked') checkInvoked(seen);
    },
  };
};
