/** What the beats of one minute told; sums, and the age in seconds of the newest heartbeat that was answered right. */
export interface Minute {
  readonly beginsAt: Date;
  readonly failures?: number | undefined;
  readonly breaches?: number | undefined;
  readonly age?: number | undefined;
}

/** Between two beats, milliseconds: each judges the heartbeat that the one before sent. */
const BETWEEN_BEATS_MS = 300_000;
/** A beat of a minute may have been at its beginning or at its end, milliseconds. */
const MINUTE_MS = 60_000;

/** `answered` and `failed` are final. */
export type BeatVerdict = 'answered' | 'failed' | 'waiting';

/**
 * Whether a heartbeat that was sent after a moment came back right. A beat that comes soon after it judges a heartbeat
 * from before it, which a deployment may have lost: its failure does not count, but what it found open does.
 */
export function judgeBeats(minutes: readonly Minute[], since: Date): BeatVerdict {
  const start = since.getTime();
  const failed = minutes.some(
    ({ beginsAt, failures = 0, breaches = 0 }) =>
      (breaches > 0 && beginsAt.getTime() >= start) ||
      (failures > 0 && beginsAt.getTime() >= start + BETWEEN_BEATS_MS + MINUTE_MS),
  );
  if (failed) return 'failed';
  const isAnswered = minutes.some(
    ({ beginsAt, age }) => age !== undefined && beginsAt.getTime() - age * 1000 >= start,
  );
  return isAnswered ? 'answered' : 'waiting';
}
