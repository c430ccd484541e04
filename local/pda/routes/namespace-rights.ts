import { app, may, type Requirement } from '../../../core/model/role.ts';
import type { RouteContext } from './access.ts';
import { Problem } from './problem.ts';

/** Who may read a namespace. */
export function readers(namespace: string): readonly Requirement[] {
  return either({ role: 'namespaceread', detail: namespace });
}

/** Who may change a namespace. */
export function writers(namespace: string): readonly Requirement[] {
  return either({ role: 'namespacewrite', detail: namespace });
}

/** Who may send records of several namespaces at once; of which ones, `assertMayWrite` asks. */
export const SENDERS: readonly Requirement[] = [{ role: 'datacredit' }, app({ role: 'namespacewrite' })];

/** An application that was granted all the owner may do. */
export const OWNER_APP = app({ role: 'owner' });

/**
 * The caller must be allowed to change the namespace of every one of the endpoints.
 * @throws Problem 403 with `cause`
 */
export function assertMayWrite(context: RouteContext, endpoints: readonly string[], cause: string): void {
  const namespaces = new Set(endpoints.map(namespaceOf));
  if ([...namespaces].every((namespace) => may(context.get('caller'), ...writers(namespace)))) return;
  throw new Problem(403, { message: 'Forbidden', cause });
}

export function namespaceOf(endpoint: string): string {
  return endpoint.split('/', 1)[0] as string;
}

function either(role: Exclude<Requirement, { application: unknown }>): readonly Requirement[] {
  return [role, app(role)];
}
