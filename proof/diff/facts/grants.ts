import type { Json } from '../../../core/model/json.ts';
import { readPolicy, type Statement } from '../../prove/iam/policy.ts';
import type { Fact, Grant } from './fact.ts';

/** What a policy says of whoever it belongs to, an action and a resource at a time. */
export function policyFacts(document: Json | undefined, about: string): readonly Fact[] {
  return document === undefined ? [] : statementFacts(readPolicy(document, about), about);
}

export function statementFacts(statements: readonly Statement[], about: string): readonly Fact[] {
  return statements.flatMap((statement) => factsOf(statement, about));
}

function factsOf(statement: Statement, about: string): readonly Fact[] {
  const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
  const kind = Effect === 'Allow' ? 'opening' : 'guard';
  const verb = Effect === 'Allow' ? 'may' : 'is denied';
  // Everything but a list: a longer list allows less, so it is compared as it stands.
  if (NotAction || NotResource || !Action) {
    const { source: _, ...rest } = statement;
    return [{ kind, group: 'iam', about, says: `${verb} ${JSON.stringify(rest)}` }];
  }
  const conditions = conditionsOf(Condition);
  return principalsOf(statement.Principal).flatMap((principal) =>
    Action.flatMap((action) =>
      // A trust policy is about its role.
      (Resource ?? ['it']).map((resource) => {
        const grant = { principal, action, resource, conditions };
        return { kind, group: 'iam', about, says: sentence(verb, grant), grant } as const;
      }),
    ),
  );
}

function sentence(verb: string, { principal, action, resource, conditions }: Grant): string {
  const who = principal === undefined ? verb : `${verb} to ${principal}:`;
  const when = [...conditions].map(([key, values]) => `${key} ${values}`);
  return [`${who} ${action} on ${resource}`, ...(when.length > 0 ? [`if ${when.join(' and ')}`] : [])].join(
    ' ',
  );
}

/** @returns one undefined where a policy belongs to its principal */
function principalsOf(principal: unknown): readonly (string | undefined)[] {
  if (principal === undefined || typeof principal === 'string') return [principal];
  if (typeof principal !== 'object' || principal === null) return [JSON.stringify(principal)];
  return Object.entries(principal).flatMap(([type, names]) =>
    [names as unknown].flat().map((name) => (name === '*' ? '*' : `${type} ${String(name)}`)),
  );
}

function conditionsOf(condition: Statement['Condition']): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(
        ([key, values]) => [`${operator} ${key}`, [...values].sort().join(', ')] as const,
      ),
    ),
  );
}
