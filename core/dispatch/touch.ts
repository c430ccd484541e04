import { type DataEvent, LONGEST_CHAIN } from '../model/data-event.ts';
import type { FunctionStatus } from '../model/function-status.ts';
import { isOutputPlace, type Scope } from '../model/scope.ts';

/**
 * Tells whether an event concerns a function: it saved what the owner lets the function read, and closes no loop.
 *
 * @param statuses all of one PDA; where each of them feeds is found once, however many events there are
 */
export function touching(
  statuses: readonly FunctionStatus[],
): (status: FunctionStatus, event: DataEvent) => boolean {
  const scopes = new Map(statuses.map((status) => [status, scopeOf(status)]));
  const places = new Map<Scope, readonly Scope[]>();
  const placesOf = (scope: Scope) => {
    const fed = places.get(scope) ?? placesFedBy(scope, [...scopes.values()].filter(isScope));
    places.set(scope, fed);
    return fed;
  };
  return (status, { endpoints, chain }) => {
    const scope = scopes.get(status);
    if (!scope || chain?.includes(status.functionId) || (chain?.length ?? 0) > LONGEST_CHAIN) return false;
    const news = endpoints.filter((endpoint) => scope.reads.some((read) => read.endpoint === endpoint));
    if (chain) return news.length > 0;
    return news.some((endpoint) => !placesOf(scope).some((place) => isOutputPlace(endpoint, place)));
  };
}

/**
 * Where a function writes, those that read what it writes, and so on. A plain PDA names no chain: there the place alone
 * tells what may have been derived from the function's own output.
 */
function placesFedBy(scope: Scope, others: readonly Scope[]): readonly Scope[] {
  const fed = new Set([scope]);
  // What is added while the set is walked is walked, too.
  for (const place of fed) {
    for (const other of others) {
      if (other.reads.some(({ endpoint }) => isOutputPlace(endpoint, place))) fed.add(other);
    }
  }
  return [...fed];
}

/** What an enabled function may read and write. */
function scopeOf({ enabled, consent }: FunctionStatus): Scope | undefined {
  return enabled ? consent?.scope : undefined;
}

const isScope = (scope: Scope | undefined): scope is Scope => scope !== undefined;
