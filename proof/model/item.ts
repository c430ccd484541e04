/**
 * The state machine of one status item, stated a second time and independently of `core`: what each action of
 * execution.md §1–§5 makes of it. Small integers instead of dates and ids; cursors are positions in a PDA's
 * creation order. A rule returns undefined where its action is not allowed.
 */

/** How much a version reads, or how much its owner agreed to. */
export const NONE = 0;
export const NARROW = 1;
export const WIDE = 2;
export type Width = typeof NONE | typeof NARROW | typeof WIDE;

/** `early`: an invocation or write allowed under it may still start. `late`: only what has started goes on. */
export type Time = 'early' | 'late' | 'over';

export interface Lease {
  readonly phase: 'reading' | 'invoking' | 'writing' | 'draining';
  readonly time: Time;
}

export interface Attempt {
  readonly epoch: number;
  readonly useAll: boolean;
  readonly from: number;
  /** End of the window, once pinned. */
  readonly until?: number | undefined;
  readonly part: number;
  /** End of the part, once pinned. */
  readonly partUntil?: number | undefined;
  /** Whether the part is past its point of no return, and whether more parts follow it. */
  readonly writing: 'no' | 'more' | 'last';
}

export interface Item {
  readonly enabled: boolean;
  readonly epoch: number;
  readonly agreed: Width;
  readonly cursor: number;
  readonly dirty: boolean;
  readonly requested: 'no' | 'new' | 'all';
  readonly failures: number;
  readonly paused: boolean;
  readonly attempt?: Attempt | undefined;
  readonly lease?: Lease | undefined;
  readonly leaseToken: number;
}

/** A run that changes the item, and whether it has finished a part that the item does not know of yet. */
export interface By {
  readonly token: number;
  readonly ahead: boolean;
}

/** Tries before an attempt is parked, and failures in a row that suspend the function. */
export interface Limits {
  readonly tries: number;
  readonly suspend: number;
}
export const LIMITS: Limits = { tries: 5, suspend: 10 };

export const UNTOUCHED: Item = {
  enabled: false,
  epoch: 0,
  agreed: NONE,
  cursor: 0,
  dirty: false,
  requested: 'no',
  failures: 0,
  paused: false,
  leaseToken: 0,
};

/** Whether a lease keeps everybody else out. */
export const isLive = ({ lease }: Item) => lease !== undefined && lease.time !== 'over';

/** Whether the owner still agrees to the attempt. */
export const isAgreed = ({ enabled, epoch, attempt }: Item) => enabled && attempt?.epoch === epoch;

/** Whether the run may still change the item: nobody took over, and its owner did not end it. */
export function owns({ lease, leaseToken }: Item, { token }: By): boolean {
  return leaseToken === token && lease !== undefined && lease.phase !== 'draining';
}

/** With the part that the run has finished; a run over everything moves the cursor only at its end. */
function progressed(item: Item, { ahead }: By): Item {
  const { attempt } = item;
  if (!ahead || attempt?.partUntil === undefined) return item;
  const from = attempt.partUntil;
  const next = { ...attempt, part: attempt.part + 1, from, partUntil: undefined, writing: 'no' as const };
  return { ...item, attempt: next, cursor: attempt.useAll ? item.cursor : from };
}

/** What a new epoch leaves: an unsettled write, and a lease under which something may still happen. */
function withoutRun(item: Item): Item {
  const { attempt, lease } = item;
  const isKept = lease?.phase === 'writing' ? lease.time !== 'over' : lease?.time === 'early';
  const kept = lease?.phase === 'writing' ? lease : ({ phase: 'draining', time: 'early' } as const);
  return {
    ...item,
    epoch: item.epoch + 1,
    attempt: attempt && attempt.writing !== 'no' ? attempt : undefined,
    dirty: item.dirty || attempt !== undefined,
    lease: isKept ? kept : undefined,
    requested: 'no',
    paused: false,
  };
}

const leased = (item: Item, phase: Lease['phase']): Item => ({ ...item, lease: { phase, time: 'early' } });

const released = (item: Item): Item => ({ ...item, lease: undefined });

export const ITEM_RULES = {
  /** The dispatcher remembers new data, before it asks for a run. */
  mark: (item: Item): Item | undefined => ({ ...item, dirty: true }),

  /** @param allowed the version is neither recalled nor wider than what was agreed to */
  claim(item: Item, allowed: boolean, { suspend }: Limits): Item | undefined {
    const { attempt, requested, leaseToken, cursor, epoch } = item;
    const unsettled = attempt && attempt.writing !== 'no' ? attempt : undefined;
    if (isLive(item) || item.paused || !(unsettled || (item.enabled && allowed))) return undefined;
    const base = { ...leased(item, 'reading'), leaseToken: leaseToken + 1 };
    const pending = unsettled ?? (isAgreed(item) ? attempt : undefined);
    if (pending) return { ...base, dirty: pending.until === undefined ? false : item.dirty };
    if (requested === 'no' && !(item.dirty && item.failures < suspend)) return undefined;
    const useAll = requested === 'all';
    const begun = { epoch, useAll, from: useAll ? 0 : cursor, part: 0, writing: 'no' } as const;
    return { ...base, attempt: begun, dirty: false, requested: 'no' };
  },

  /** As many runs of the function as may be are at work: the work stays as it is for a while. */
  wait: (item: Item): Item | undefined => (isLive(item) ? undefined : { ...item, paused: true }),

  /** A version that wants more than was agreed to waits for the owner; what was begun or asked for ends here. */
  holdBack(item: Item): Item | undefined {
    const { enabled, attempt } = item;
    if (!enabled || isLive(item) || (attempt && attempt.writing !== 'no')) return undefined;
    const dirty = item.dirty || attempt !== undefined;
    return { ...released(item), attempt: undefined, requested: 'no', dirty };
  },

  keepReading: (item: Item, by: By): Item | undefined =>
    owns(item, by) && isAgreed(item) ? leased(progressed(item, by), 'reading') : undefined,

  /** Begin invoke, again if it was too late: the part is pinned for good, and the one before it is completed. */
  pin(stored: Item, by: By, { until, partUntil }: { readonly until: number; readonly partUntil: number }) {
    const item = progressed(stored, by);
    const { attempt } = item;
    if (!attempt || !owns(stored, by) || !isAgreed(stored)) return undefined;
    const isPinned = (attempt.until ?? until) === until && (attempt.partUntil ?? partUntil) === partUntil;
    if (!isPinned || attempt.from > partUntil || partUntil > until) return undefined;
    return leased({ ...item, attempt: { ...attempt, until, partUntil, writing: 'no' } }, 'invoking');
  },

  /** The point of no return. */
  beginWrite(item: Item, by: By, last: boolean): Item | undefined {
    const { attempt } = item;
    if (!attempt || attempt.partUntil === undefined || !owns(item, by) || !isAgreed(item)) return undefined;
    if (item.lease?.phase !== 'invoking') return undefined;
    return leased({ ...item, attempt: { ...attempt, writing: last ? 'last' : 'more' } }, 'writing');
  },

  /** The last part is through; what was written counts whatever the owner has decided since. */
  complete(item: Item, by: By, until: number): Item | undefined {
    const { attempt } = item;
    if (!attempt || !owns(item, by) || attempt.writing === 'more') return undefined;
    if (attempt.writing === 'no' && !isAgreed(item)) return undefined;
    const cursor = attempt.until ?? until;
    return { ...released(item), cursor, attempt: undefined, failures: 0, paused: false };
  },

  /** Too little time is left for another part. */
  release: (item: Item, by: By): Item | undefined =>
    owns(item, by) && isAgreed(item) ? released(progressed(item, by)) : undefined,

  /** Ended for the owner's or the operator's decision; what is not processed waits for a run of its own. */
  cancel: (item: Item, by: By): Item | undefined =>
    owns(item, by) ? { ...released(progressed(item, by)), attempt: undefined, dirty: true } : undefined,

  /** The run learned of its owner's decision, so nobody need wait for it any longer. */
  endDraining: (item: Item, { token }: By): Item | undefined =>
    item.lease?.phase === 'draining' && item.leaseToken === token ? released(item) : undefined,

  /** The function's fault: it counts, after some tries the attempt is parked, after more nothing runs by itself. */
  failOwn(stored: Item, by: By, { tries, suspend }: Limits): Item | undefined {
    const isUnsettled = stored.attempt !== undefined && stored.attempt.writing !== 'no';
    if (!owns(stored, by) || !(isAgreed(stored) || isUnsettled)) return undefined;
    const failures = stored.failures + 1;
    const item = { ...released(progressed(stored, by)), failures, paused: true };
    if (failures % tries !== 0) return item;
    return { ...item, attempt: undefined, dirty: true, paused: failures < suspend };
  },

  /**
   * Somebody else's fault: it waits, but for what its owner has ended.
   * @param learned the end of a window that held nothing
   */
  failOther(stored: Item, by: By, learned?: number): Item | undefined {
    const item = progressed(stored, by);
    const { attempt } = item;
    if (!attempt || !owns(stored, by) || !(isAgreed(item) || attempt.writing !== 'no')) return undefined;
    return { ...released(item), attempt: { ...attempt, until: attempt.until ?? learned }, paused: true };
  },

  /** The PDA did not answer to a write: nobody begins anything before that must have ended. */
  leaveInDoubt: (item: Item, by: By): Item | undefined =>
    owns(item, by) && item.lease?.phase === 'writing' ? item : undefined,

  disable: (item: Item): Item | undefined => ({ ...withoutRun(item), enabled: false, agreed: NONE }),

  /** The same consent or less goes on; consent given anew, or to more, is a new epoch. */
  enable(item: Item, width: Width): Item | undefined {
    if (width === NONE) return undefined;
    const goesOn = item.enabled && width === item.agreed;
    const base = goesOn ? item : withoutRun(item);
    return { ...base, enabled: true, agreed: width, failures: 0, paused: false };
  },

  /** Lifts a suspension and any pause; failures count on otherwise. */
  trigger(item: Item, useAll: boolean, { suspend }: Limits): Item | undefined {
    if (!item.enabled) return undefined;
    const requested = useAll || item.requested === 'all' ? 'all' : 'new';
    return { ...item, requested, failures: item.failures >= suspend ? 0 : item.failures, paused: false };
  },

  /** A parked attempt is made work again by the operator, who lifts no suspension. */
  redrive: (item: Item, useAll: boolean, limits: Limits): Item | undefined =>
    item.failures < limits.suspend ? ITEM_RULES.trigger(item, useAll, limits) : undefined,

  /** At the start of the only engine there is: no lease is anybody's. */
  recover: (item: Item): Item | undefined =>
    item.lease ? { ...released(item), leaseToken: item.leaseToken + 1 } : undefined,
};
export type ItemRules = typeof ITEM_RULES;

/** `postpone`: nothing but the time at which reconcile looks again. */
export type ActionName = keyof ItemRules | 'postpone';
