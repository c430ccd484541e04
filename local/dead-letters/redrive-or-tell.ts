import { type RedriveDeps, redrive } from '../../core/manage/redrive.ts';
import type { DeadLetter } from '../../core/model/dead-letter.ts';
import type { RedriveOutcome } from '../../core/model/redrive-outcome.ts';
import type { DeadLetterBox } from '../../core/ports.ts';

export interface Redriving {
  readonly deps: RedriveDeps;
  readonly box: DeadLetterBox;
  readonly onError: (error: unknown) => void;
}

/** Redrives a letter; an error is told, and holds up no other letter. */
export async function redriveOrTell(
  { deps, box, onError }: Redriving,
  letter: DeadLetter,
): Promise<RedriveOutcome> {
  try {
    return await redrive(deps, box, letter);
  } catch (error) {
    onError(error);
    return { kind: 'failed' };
  }
}
