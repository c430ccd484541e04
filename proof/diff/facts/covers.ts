import { matches } from '../../prove/iam/wildcard.ts';
import { opaque } from '../../prove/model/opaque.ts';
import type { Fact, Grant } from './fact.ts';

/** A wildcard within what is to be covered: any text, which a `?` of the other does not stand for. */
const ANY_TEXT = opaque('any text');

/** Whether all that one fact says is said by the other, too: what is allowed by the one is allowed by the other. */
export function covers(wide: Fact, narrow: Fact): boolean {
  if (wide.kind !== narrow.kind || wide.about !== narrow.about) return false;
  if (wide.grant && narrow.grant) return coversGrant(wide.grant, narrow.grant);
  return wide.says === narrow.says && (wide.amount ?? 0) >= (narrow.amount ?? 0);
}

function coversGrant(wide: Grant, narrow: Grant): boolean {
  return (
    (wide.principal === narrow.principal || wide.principal === '*') &&
    coversPattern(wide.action.toLowerCase(), narrow.action.toLowerCase()) &&
    coversPattern(wide.resource, narrow.resource) &&
    [...wide.conditions].every(([key, values]) => narrow.conditions.get(key) === values)
  );
}

function coversPattern(wide: string, narrow: string): boolean {
  return wide === narrow || matches(wide, narrow.replace(/[*?]+/g, ANY_TEXT), 'surely');
}
