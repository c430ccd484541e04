/**
 * How the canary's last heartbeat fared, worst first where several hold:
 * `breached`: the function found something open that must be shut;
 * `wrong`: its answer is not the one that follows from the heartbeat;
 * `doubled`: it was answered more than once, though every record is processed once;
 * `refused`: the engine took no consent or no data event of the canary;
 * `unanswered`: nothing came back in time;
 * `waiting`: there is nothing to judge yet; `answered`: all is well.
 */
export const CANARY_VERDICTS = [
  'breached',
  'wrong',
  'doubled',
  'refused',
  'unanswered',
  'waiting',
  'answered',
] as const;
export type CanaryVerdict = (typeof CANARY_VERDICTS)[number];

/** What the canary asks of the engine's management API. */
export const CANARY_STEPS = ['consent', 'event'] as const;
export type CanaryStep = (typeof CANARY_STEPS)[number];

export const isCanaryFailure = (verdict: CanaryVerdict): boolean =>
  verdict !== 'answered' && verdict !== 'waiting';

/** The worse of two. */
export function worse(one: CanaryVerdict, other: CanaryVerdict): CanaryVerdict {
  return CANARY_VERDICTS.indexOf(one) <= CANARY_VERDICTS.indexOf(other) ? one : other;
}

/** What the canary's function must never find: each is a way by which one person could meet another, or the world. */
export const CANARY_BREACHES = ['another-tenant', 'no-tenant', 'layer', 'variable', 'writable-code'] as const;
export type CanaryBreach = (typeof CANARY_BREACHES)[number];
