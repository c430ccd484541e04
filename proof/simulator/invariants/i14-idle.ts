import { IDLE } from '../play/play.ts';
import { Violation } from '../violation.ts';
import type { Invariant } from './invariant.ts';

/** I14: a PDA to which nothing happens costs no run, no read, and no change after it was set up. */
export const idle: Invariant = () => ({
  saw(seen) {
    const isIdle = 'pda' in seen && seen.pda === IDLE;
    if (isIdle && (seen.kind === 'invoked' || seen.kind === 'read'))
      throw new Violation('I14', `${seen.functionId} was ${seen.kind} for a PDA that is idle`);
    if (seen.kind === 'changed' && seen.after.pda === IDLE && !seen.by.name.startsWith('enable'))
      throw new Violation('I14', `${seen.by.name} changed the status of a PDA that is idle`);
  },
});
