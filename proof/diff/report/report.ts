import type { Acknowledgement } from '../checkout/acknowledgements.ts';
import type { Comparison, Note } from '../compare/compare.ts';
import type { Group } from '../facts/fact.ts';

/** What a comparison comes to. */
export interface Report extends Comparison {
  /** The commit it is compared with. */
  readonly base: string;
  readonly acknowledgements: readonly Acknowledgement[];
  /** What else a reader must know of how they were compared. */
  readonly remark?: string | undefined;
  /** Widenings of groups of which commits acknowledge fewer than there are: nobody knows which of them they meant. */
  readonly open: readonly Note[];
}

export function toReport(
  comparison: Comparison,
  about: Pick<Report, 'base' | 'acknowledgements' | 'remark'>,
): Report {
  const { widenings } = comparison;
  const known = (group: Group) =>
    about.acknowledgements.reduce((sum, one) => sum + (one.group === group ? one.count : 0), 0);
  const there = (group: Group) => widenings.filter((one) => one.group === group).length;
  const open = widenings.filter(({ group }) => known(group) < there(group));
  return { ...comparison, ...about, open };
}

export const GROUP_NAMES = {
  network: 'Network: who reaches whom',
  iam: 'IAM: who may do what',
  data: 'Data: what is stored, and how',
  compute: 'Compute: what runs',
  rest: 'Alarms, budgets and the rest',
} as const;

/** What to do about widenings that nobody acknowledged. */
export const REMEDY =
  'Undo them, or say in a commit of this change why they are wanted, as the last line of its message: ' +
  '"Widening: GROUP(HOW MANY): reason", GROUP being network, iam, data, compute or rest; without a number it speaks of one. ' +
  'Of a group with more widenings than that, all stay open.';
