import { ExecutionFailure } from '../errors.ts';
import { type BundleQuery, bundleQuerySchema, dataBundleSchema } from '../model/data-bundle.ts';
import { isWalkable, type Json, jsonBytes } from '../model/json.ts';
import type { Scope } from '../model/scope.ts';
import { isBundleInScope } from './scope-check.ts';

const MOST_BYTES = 65_536;
/** Endpoint queries of all properties, links included: the PDA works for each of them. */
const MOST_QUERIES = 50;

/**
 * Reads what a bundle call answered.
 *
 * @throws ExecutionFailure BUNDLE_INVALID, BUNDLE_OUT_OF_SCOPE
 */
export function readDataBundle(answer: Json, scope: Scope): BundleQuery {
  const data = isAskable(answer) ? dataBundleSchema.safeParse(answer).data : undefined;
  if (!data) throw new ExecutionFailure('BUNDLE_INVALID');
  return held(data.bundle, scope);
}

/**
 * Holds a bundle, wherever it was kept, to the form of bundles and to what may be read.
 *
 * @throws ExecutionFailure BUNDLE_INVALID, BUNDLE_OUT_OF_SCOPE
 */
export function checkBundle(bundle: Json, scope: Scope): BundleQuery {
  const query = isAskable(bundle) ? bundleQuerySchema.safeParse(bundle).data : undefined;
  if (!query) throw new ExecutionFailure('BUNDLE_INVALID');
  return held(query, scope);
}

/** Checked before it is parsed, lest a function keep the engine busy with reading. */
const isAskable = (answer: Json) => isWalkable(answer) && jsonBytes(answer) <= MOST_BYTES;

function held(bundle: BundleQuery, scope: Scope): BundleQuery {
  if (queriesOf(bundle) > MOST_QUERIES) throw new ExecutionFailure('BUNDLE_INVALID');
  if (!isBundleInScope(bundle, scope)) throw new ExecutionFailure('BUNDLE_OUT_OF_SCOPE');
  return bundle;
}

function queriesOf(bundle: BundleQuery): number {
  const queries = Object.values(bundle).flatMap((property) => property.endpoints);
  return queries.reduce((sum, { links = [] }) => sum + 1 + links.length, 0);
}
