import type { DeadLetter } from '../../core/model/dead-letter.ts';
import type { RedriveAnswer } from './redrive-orders.ts';

/** Where an operator handles dead letters, of an engine on this machine or of one on AWS. */
export interface DeadLetterDesk {
  /** Oldest first. */
  letters(): Promise<readonly DeadLetter[]>;
  /** @returns what became of each, or why that is not known yet */
  redrive(letters: readonly DeadLetter[]): Promise<RedriveAnswer | string>;
  /** Gives back what was looked at. */
  close(): Promise<void>;
}
