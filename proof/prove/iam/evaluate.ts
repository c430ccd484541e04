import { type Context, holds } from './conditions.ts';
import type { Statement } from './policy.ts';
import { type Certainty, matches, matchesAction } from './wildcard.ts';

/** Stands for every resource there is: an Allow counts if it is for any, a Deny only if it is for all. */
export const ANY = Symbol('any resource');

export interface Request {
  /** `s3:GetObject` */
  readonly action: string;
  readonly resource: string | typeof ANY;
  readonly context: Context;
}

/** What a role may do: its own policies, and the boundary that none of them reaches beyond. */
export interface Permissions {
  readonly identity: readonly Statement[];
  /** Absent where the role has none. */
  readonly boundary?: readonly Statement[] | undefined;
}

/**
 * `denied` explicitly, which nothing overrides; or `ungranted`: not allowed by these policies, though the policy of a
 * resource could still let the role in.
 */
export type Verdict = 'allowed' | 'denied' | 'ungranted';

/** Decides as IAM does; where something is not known, for the attacker. */
export function evaluate({ identity, boundary }: Permissions, request: Request): Verdict {
  const all = [...identity, ...(boundary ?? [])];
  if (all.some((statement) => statement.Effect === 'Deny' && applies(statement, request, 'surely')))
    return 'denied';
  const grants = (statements: readonly Statement[]) =>
    statements.some((statement) => statement.Effect === 'Allow' && applies(statement, request, 'possibly'));
  return grants(identity) && (!boundary || grants(boundary)) ? 'allowed' : 'ungranted';
}

/** The statements that allow a request, for the evidence. */
export function allowedBy({ identity }: Permissions, request: Request): readonly Statement[] {
  return identity.filter((one) => one.Effect === 'Allow' && applies(one, request, 'possibly'));
}

function applies(statement: Statement, request: Request, certainty: Certainty): boolean {
  const condition = holds(statement.Condition, request.context);
  return (
    (condition === 'yes' || (condition === 'unknown' && certainty === 'possibly')) &&
    coversAction(statement, request.action) &&
    coversResource(statement, request.resource, certainty)
  );
}

function coversAction({ Action, NotAction }: Statement, action: string): boolean {
  if (Action) return Action.some((pattern) => matchesAction(pattern, action));
  return NotAction !== undefined && !NotAction.some((pattern) => matchesAction(pattern, action));
}

function coversResource({ Resource, NotResource }: Statement, resource: string | typeof ANY, certainty: Certainty) {
  const opposite = certainty === 'surely' ? 'possibly' : 'surely';
  if (Resource) return Resource.some((pattern) => covers(pattern, resource, certainty));
  return NotResource !== undefined && !NotResource.some((pattern) => covers(pattern, resource, opposite));
}

function covers(pattern: string, resource: string | typeof ANY, certainty: Certainty): boolean {
  if (resource === ANY) return certainty === 'possibly' || /^\*+$/.test(pattern);
  return matches(pattern, resource, certainty);
}
