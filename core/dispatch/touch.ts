import type { DataEvent } from '../model/data-event.ts';
import type { FunctionStatus } from '../model/function-status.ts';
import { isOutputPlace, type Scope } from '../model/scope.ts';

/** Derived data may lead to derived data this often; longer chains end. */
const LONGEST_CHAIN = 3;

/**
 * Whether an event concerns a function: it saved what the owner lets the function read, and closes no loop.
 *
 * @param others statuses of the same PDA
 */
export function isTouched(
  status: FunctionStatus,
  event: DataEvent,
  others: readonly FunctionStatus[],
): boolean {
  const scope = scopeOf(status);
  const { endpoints, chain } = event;
  if (!scope || chain?.includes(status.functionId) || (chain?.length ?? 0) > LONGEST_CHAIN) return false;
  const news = endpoints.filter((endpoint) => scope.reads.some((read) => read.endpoint === endpoint));
  if (chain || news.length === 0) return news.length > 0;
  const places = placesFedBy(scope, others);
  return news.some((endpoint) => !places.some((place) => isOutputPlace(endpoint, place)));
}

/**
 * Where a function writes, those that read what it writes, and so on. A plain PDA names no chain: there the place alone
 * tells what may have been derived from the function's own output.
 */
function placesFedBy(scope: Scope, others: readonly FunctionStatus[]): readonly Scope[] {
  const fed = new Set([scope]);
  const scopes = others.map(scopeOf).filter((other) => other !== undefined);
  // What is added while the set is walked is walked, too.
  for (const place of fed) {
    for (const other of scopes) {
      if (other.reads.some(({ endpoint }) => isOutputPlace(endpoint, place))) fed.add(other);
    }
  }
  return [...fed];
}

/** What an enabled function may read and write. */
function scopeOf({ enabled, consent }: FunctionStatus): Scope | undefined {
  return enabled ? consent?.scope : undefined;
}
