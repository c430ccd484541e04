import type { Family, Finding } from './finding.ts';
import { type Machine, mustGetThrough } from './machine.ts';
import type { Probe, Theme } from './probe.ts';

/** What a side of a probe came to. */
export type Side =
  | Finding
  | { readonly notRun: string }
  /** The probe itself failed. */
  | { readonly broken: string };

export const VERDICTS = ['held', 'THROUGH', 'NO LONGER PROBES', 'BROKEN'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Result {
  readonly name: string;
  readonly theme: Theme;
  readonly family: Family;
  readonly shows: string;
  readonly sealed: Side;
  readonly unsealed: Side;
  readonly verdict: Verdict;
}

/** Held only if nothing gets through the seal, and the same probe is known to probe. */
export function verdict(
  probe: Pick<Probe, 'control' | 'mayBeFiltered'>,
  sides: Pick<Result, 'sealed' | 'unsealed'>,
  machine: Machine,
): Verdict {
  const { sealed, unsealed } = sides;
  if ('through' in sealed && sealed.through) return 'THROUGH';
  if (!('through' in sealed) || 'broken' in unsealed) return 'BROKEN';
  const isDeaf = 'through' in unsealed && !unsealed.through && mustGetThrough(probe, machine);
  return isDeaf ? 'NO LONGER PROBES' : 'held';
}
