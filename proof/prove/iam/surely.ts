import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../core/model/json.ts';
import { coversAction, type Permissions } from './evaluate.ts';
import { readPolicy, type Statement } from './policy.ts';
import { matches } from './wildcard.ts';

/*
 * The evaluator decides for an attacker: what may be allowed counts as allowed. Here it is the other way round, for what
 * must work: it is allowed by its name, without a condition that could fail, and no denial is about it at all.
 */

/** Whether a role may surely do something to a resource (its ARN). */
export function surelyAllowed(
  { identity, boundary }: Permissions,
  action: string,
  resource: string,
): boolean {
  const grants = (statements: readonly Statement[]) =>
    statements.some(
      ({ Effect, Action, Resource, Condition }) =>
        Effect === 'Allow' &&
        Condition === undefined &&
        Action?.includes(action) &&
        Resource?.some((pattern) => matches(pattern, resource, 'surely')),
    );
  const isDenied = [...identity, ...(boundary ?? [])].some(
    (one) => one.Effect === 'Deny' && coversAction(one, action),
  );
  return !isDenied && grants(identity) && (!boundary || grants(boundary));
}

/** A service that acts for this account. */
export interface ServiceCall {
  /** `cloudwatch.amazonaws.com` */
  readonly service: string;
  readonly actions: readonly string[];
  /** What the policy calls the resource that it is of. */
  readonly resource: string;
  /** The one condition that may be asked for: the service's own calls for this account meet it. */
  readonly condition: Statement['Condition'];
}

/** AWS's services speak TLS. */
const PLAIN_ONLY: Statement['Condition'] = { Bool: { 'aws:SecureTransport': ['false'] } };

/** Whether the policy of a resource surely lets a service in. */
export function surelyLets(document: Json | undefined, call: ServiceCall): boolean {
  const statements = readPolicy(document, '');
  return call.actions.every((action) => {
    const about = statements.filter((one) => coversAction(one, action));
    const isDenied = about.some(
      ({ Effect, Condition }) => Effect === 'Deny' && !isDeepStrictEqual(Condition, PLAIN_ONLY),
    );
    const isGranted = about.some(
      ({ Effect, Principal, Resource, Condition }) =>
        Effect === 'Allow' &&
        isDeepStrictEqual(Principal, { Service: call.service }) &&
        Resource?.includes(call.resource) &&
        (Condition === undefined || isDeepStrictEqual(Condition, call.condition)),
    );
    return isGranted && !isDenied;
  });
}
