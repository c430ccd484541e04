import type { Acknowledgement } from '../checkout/acknowledgements.ts';
import type { Comparison, Note } from '../compare/compare.ts';

/** What a comparison comes to. */
export interface Report extends Comparison {
  /** The commit it is compared with. */
  readonly base: string;
  readonly acknowledgements: readonly Acknowledgement[];
  /** Widenings of groups that no commit acknowledges. */
  readonly open: readonly Note[];
}

export function toReport(
  comparison: Comparison,
  { base, acknowledgements }: Pick<Report, 'base' | 'acknowledgements'>,
): Report {
  const known = new Set(acknowledgements.map(({ group }) => group));
  const open = comparison.widenings.filter(({ group }) => !known.has(group));
  return { ...comparison, base, acknowledgements, open };
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
  '"Widening: GROUP: reason", GROUP being network, iam, data, compute or rest.';
