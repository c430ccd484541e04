import type { RegisteredVersion } from '../../../core/model/catalogue-entry.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import { isWithinScope } from '../../../core/model/scope.ts';
import { keyOf, type Observation } from '../observation.ts';
import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** A recall takes effect within this time. */
const RECALL_MS = 60_000;

/** I8: only versions run that were published, are not recalled, and ask for no more than was consented to. */
export const approved: Invariant = (world) => {
  const published = new Map<string, RegisteredVersion>();
  const recalled = new Map<string, number>();
  const notePublished = ({ stable, candidate }: FunctionReleases) => {
    for (const entry of candidate ? [stable, candidate.entry] : [stable])
      published.set(`${entry.id} ${entry.version}`, entry);
  };
  const checkInvoked = (seen: Extract<Observation, { kind: 'invoked' }>) => {
    const version = `${seen.functionId} ${seen.qualifier}.0.0`;
    const entry = published.get(version);
    const consent = world.latest.get(keyOf(seen))?.consent;
    if (!entry) throw new Violation('I8', `${version} runs and was never published`);
    if (world.now.getTime() - (recalled.get(version) ?? Number.POSITIVE_INFINITY) > RECALL_MS)
      throw new Violation('I8', `${version} runs long after its recall`);
    if (consent && !isWithinScope(entry.scope, consent.scope))
      throw new Violation('I8', `${version} runs and asks for more than was agreed to`);
  };
  return {
    saw(seen) {
      if (seen.kind === 'published') notePublished(seen.releases);
      if (seen.kind === 'recalled') recalled.set(`${seen.functionId} ${seen.version}`, world.now.getTime());
      if (seen.kind === 'invoked') checkInvoked(seen);
    },
  };
};
