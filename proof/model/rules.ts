import { ITEM_RULES, type Item, isLive, type Limits, type Time } from './item.ts';
import { OUTSIDE, type Run } from './state.ts';

/** What the world around the items does; a broken model replaces one of these, or of the item's rules. */
const WORLD_RULES = {
  /** Small here, so that an exhaustive search gets to them. */
  limits: { tries: 2, suspend: 4 } satisfies Limits as Limits,
  /** Records that fit into one part. */
  partSize: 1,
  /** Whether a function's bundle wants a record; never its own. */
  wants: (_function: number, origin: number): boolean => origin === OUTSIDE,
  /** An invocation that does not start in time never does. */
  mayStart: (time: Time): boolean => time === 'early',
  /** A write that does not reach the PDA in time never does. */
  mayArrive: (time: Time): boolean => time !== 'over',
  /** Whether PDAs keep to that. */
  isPunctual: true as boolean,
  /** The PDA compares fence tokens, … */
  accepts: (fence: number, token: number): boolean => token >= fence,
  /** … and ids, which name attempt and part. */
  knowsIds: true as boolean,
  /** Whether recall stops a run before its next step. */
  isStopped: (run: Run): boolean => run.version === 'recalled',
  /** Whether the owner who disabled the function may be told "done". */
  isOver: (item: Item): boolean => !isLive(item),
  /** Whose environment runs it: no two PDAs, functions or epochs share one. */
  tenant: (pda: number, run: Run): string => `${pda}/${run.function}/${run.epoch}`,
  /** Where the cursor goes at completion. */
  cursorAfter: (until: number, _records: number): number => until,
};

export const RULES = { ...ITEM_RULES, ...WORLD_RULES };
export type Rules = typeof RULES;

/** Positions of the records in (from, until] that a function wants, oldest first. */
export function wantedIn(
  rules: Rules,
  records: readonly number[],
  {
    function: index,
    from,
    until,
  }: { readonly function: number; readonly from: number; readonly until: number },
): readonly number[] {
  const positions: number[] = [];
  for (let position = from; position < until; position++) {
    if (rules.wants(index, records[position] ?? index)) positions.push(position);
  }
  return positions;
}

/** The same as one number, a bit for each. */
export function maskOf(...window: Parameters<typeof wantedIn>): number {
  return wantedIn(...window).reduce((mask, position) => mask | (1 << position), 0);
}
