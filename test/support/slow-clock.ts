import { PDA_NOW } from './start-pda.ts';

const PAUSE_MS = 3000;

/** A clock for a PDA that people sign in to again and again: between any two looks at it, one more may. */
export function slowClock(): () => Date {
  let time = PDA_NOW.getTime();
  return () => {
    time += PAUSE_MS;
    return new Date(time);
  };
}
