import { type Context, holds } from './conditions.ts';
import type { Statement } from './policy.ts';
import { type Certainty, matches, matchesAction } from './wildcard.ts';

/** Stands for every resource there is: an Allow counts if it is for any, a Deny only if it is for all. */
export const ANY = Symbol('any resource');

/** Everything about a request but its action. */
export interface Circumstances {
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

/** Decides as IAM does, action by action (`s3:GetObject`); where something is not known, for the attacker. */
export function decider(
  { identity, boundary }: Permissions,
  circumstances: Circumstances,
): (action: string) => Verdict {
  const denying = [...identity, ...(boundary ?? [])].filter(
    (one) => one.Effect === 'Deny' && applies(one, circumstances, 'surely'),
  );
  const granting = (statements: readonly Statement[]) =>
    statements.filter((one) => one.Effect === 'Allow' && applies(one, circumstances, 'possibly'));
  const [granted, bound] = [granting(identity), boundary && granting(boundary)];
  return (action) => {
    const covers = (statement: Statement) => coversAction(statement, action);
    if (denying.some(covers)) return 'denied';
    return granted.some(covers) && (!bound || bound.some(covers)) ? 'allowed' : 'ungranted';
  };
}

/** One request. */
export interface Request extends Circumstances {
  readonly action: string;
}

/** Decides one request. */
export function evaluate(permissions: Permissions, request: Request): Verdict {
  return decider(permissions, request)(request.action);
}

/** A list of actions, sorted by how they are decided. */
export type Tally = Readonly<Record<Verdict, readonly string[]>>;

const known = new WeakMap<readonly string[], Map<string, Tally>>();

/** Decides every action of a list; remembered, because few of many apps have other policies. */
export function tally(
  actions: readonly string[],
  permissions: Permissions,
  circumstances: Circumstances,
): Tally {
  const tallies = known.get(actions) ?? new Map<string, Tally>();
  known.set(actions, tallies);
  const { resource, context } = circumstances;
  const key = JSON.stringify([permissions, resource === ANY ? null : resource, [...context]]);
  const before = tallies.get(key);
  if (before) return before;
  const decide = decider(permissions, circumstances);
  const made: Record<Verdict, string[]> = { allowed: [], denied: [], ungranted: [] };
  for (const action of actions) made[decide(action)].push(action);
  tallies.set(key, made);
  return made;
}

/** The actions of a list that are allowed. */
export function allowedOf(
  actions: readonly string[],
  { identity, boundary }: Permissions,
  circumstances: Circumstances,
): readonly string[] {
  return tally(actions, { identity, boundary }, circumstances).allowed;
}

function applies(statement: Statement, { resource, context }: Circumstances, certainty: Certainty): boolean {
  const condition = holds(statement.Condition, context);
  const isMet = condition === 'yes' || (condition === 'unknown' && certainty === 'possibly');
  return isMet && coversResource(statement, resource, certainty);
}

/** Whether a statement is about an action, by name or by pattern. */
export function coversAction({ Action, NotAction }: Statement, action: string): boolean {
  if (Action) return Action.some((pattern) => matchesAction(pattern, action));
  return NotAction !== undefined && !NotAction.some((pattern) => matchesAction(pattern, action));
}

function coversResource(
  { Resource, NotResource }: Statement,
  resource: string | typeof ANY,
  certainty: Certainty,
): boolean {
  const opposite = certainty === 'surely' ? 'possibly' : 'surely';
  if (Resource) return Resource.some((pattern) => covers(pattern, resource, certainty));
  return NotResource !== undefined && !NotResource.some((pattern) => covers(pattern, resource, opposite));
}

function covers(pattern: string, resource: string | typeof ANY, certainty: Certainty): boolean {
  if (resource === ANY) return certainty === 'possibly' || /^\*+$/.test(pattern);
  return matches(pattern, resource, certainty);
}
