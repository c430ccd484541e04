/** How long a PDA may take to answer one request. */
export const PDA_TIMEOUT_MS = 30_000;

/** Asking for the bundle and reading the first page: longer than both time-outs together. */
export const READING_LEASE_MS = 120_000;

/** How long a process may work with what it read of the catalogue. */
export const CATALOGUE_AGE_MS = 20_000;

/** An invocation starts this soon after the step that allows it was decided, or the step is taken again. */
export const START_WITHIN_MS = 4_000;

/** From taking a slot until the invocation that it is for: looking at the lease once more, and renewing it. */
export const SLOT_SPARE_MS = 30_000;

/** Most by which the clocks of two processes differ. */
export const CLOCK_SKEW_MS = 1_000;

/** From the last look at the lease until the invocation has arrived: connecting (3 s at most) and sending 6 MB. */
export const ARRIVAL_MS = 5_000;

/** Added to a function's own time-out before its invocation counts as lost. */
export const INVOKE_MARGIN_MS = 5_000;

/** Time between the end of a step and the end of its lease: room for checking, splitting and reading on. */
export const LEASE_MARGIN_MS = 60_000;

/** A request that was sent is sent again by reconcile after this long, if nobody has served it. */
export const REQUEST_GRACE_MS = 60_000;

const FIRST_BACKOFF_MS = 30_000;
const LONGEST_BACKOFF_MS = 15 * 60_000;

/** Tries of one attempt before it is parked; a multiple of it suspends the function. */
export const TRIES_PER_ATTEMPT = 5;
export const FAILURES_TO_SUSPEND = 10;

/**
 * Pause after a function's fault: 30 s, doubled with each failure in a row, at most 15 min, of which the second
 * half is random so that many PDAs do not come back at once.
 *
 * @param random in [0, 1)
 */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(FIRST_BACKOFF_MS * 2 ** Math.max(0, failures - 1), LONGEST_BACKOFF_MS);
  return Math.round(full / 2 + (full / 2) * random);
}

/** Pause after the PDA's or our own fault: a quarter of the time the attempt has taken, 30 s to 15 min. */
export function resumeAfterMs(attemptAgeMs: number): number {
  return Math.min(Math.max(attemptAgeMs / 4, FIRST_BACKOFF_MS), LONGEST_BACKOFF_MS);
}

const FIRST_SLOT_PAUSE_MS = 10_000;
const LONG_WAIT_MS = 10 * 60_000;
const SLOT_PAUSE_OF_LONG_WAIT_MS = 20_000;

/**
 * Pause of work that found every slot taken: a quarter of the time it has waited so far, at least 10 s, of which the
 * second half is random. Asking again costs little, and what comes newly leaves room for what has waited for long:
 * after 10 min that asks every 20 s, so that it gets its turn, too, while there is never enough for all.
 *
 * @param random in [0, 1)
 */
export function slotPauseMs(waitedMs: number, random: number): number {
  const isLong = waitedMs >= LONG_WAIT_MS;
  const full = isLong ? SLOT_PAUSE_OF_LONG_WAIT_MS : Math.max(waitedMs / 4, FIRST_SLOT_PAUSE_MS);
  return Math.round(full / 2 + (full / 2) * random);
}

/** How long until somebody looks again at work that cannot be done: its function is unavailable or recalled. */
export const LOOK_AGAIN_MS = 3_600_000;

/** The same, while everybody's version waits for its owner's consent: that may be for ever, and costs nearly nothing. */
export const CONSENT_PAUSE_MS = 24 * LOOK_AGAIN_MS;

export function after(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString();
}
