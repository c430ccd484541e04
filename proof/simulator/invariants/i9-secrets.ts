import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** I9: personal data is in no status item, execution record, dead letter or outcome. */
export const secrets: Invariant = (world) => ({
  saw(seen) {
    if (seen.kind === 'changed' && JSON.stringify(seen.after).includes('canary'))
      throw new Violation('I9', `a record's text is in the status of ${seen.after.pda}`);
  },
  atRest() {
    const channels = {
      letters: [...world.letters, ...world.events.dead, ...world.requests.dead],
      outcomes: world.published,
      executions: world.executions.all,
    };
    for (const [name, told] of Object.entries(channels)) {
      if (JSON.stringify(told).includes('canary'))
        throw new Violation('I9', `a record's text is in the ${name}`);
    }
  },
});
