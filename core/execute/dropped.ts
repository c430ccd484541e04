import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { Attempt, FunctionStatus } from '../model/function-status.ts';
import { newAttempt } from './claim.ts';

/** What a decision dropped, with a request not served yet as the attempt it would have become. */
export function droppedBy(
  before: FunctionStatus,
  next: FunctionStatus,
  { entry, now }: { readonly entry: CatalogueEntry; readonly now: Date },
): readonly Attempt[] {
  const { attempt, requested } = before;
  const dropped: Attempt[] = [];
  if (attempt && !next.attempt) dropped.push(attempt);
  if (requested && !next.requested)
    dropped.push(newAttempt(before, { ...requested, trigger: 'manual', entry, now }));
  return dropped;
}
