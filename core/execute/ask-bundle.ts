import { ExecutionFailure } from '../errors.ts';
import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import { type BundleQuery, dataBundleSchema } from '../model/data-bundle.ts';
import type { Attempt } from '../model/function-status.ts';
import { isWalkable, type Json, jsonBytes } from '../model/json.ts';
import type { FunctionInvoker } from '../ports.ts';
import { bundleDates } from './dates.ts';
import { isBundleInScope } from './scope-check.ts';
import { INVOKE_MARGIN_MS } from './timing.ts';

/** Time-out of the bundle call, which sees no data and computes next to nothing. */
const BUNDLE_TIMEOUT_MS = 10_000;

const MOST_BYTES = 65_536;
/** Endpoint queries of all properties, links included: the PDA works for each of them. */
const MOST_QUERIES = 50;

export interface BundleQuestion {
  readonly entry: CatalogueEntry;
  readonly attempt: Attempt;
  readonly processedUntil: string | undefined;
  readonly tenant: string;
}

/**
 * Asks a function which data it wants, and holds the answer to the owner's consent before anything is read.
 *
 * @throws ExecutionFailure BUNDLE_INVALID, BUNDLE_OUT_OF_SCOPE, or as the invoker
 */
export async function askForBundle(
  invoker: Pick<FunctionInvoker, 'invoke'>,
  question: BundleQuestion,
): Promise<BundleQuery> {
  const answer = await invoker.invoke({
    ...question.entry.bundle,
    tenant: question.tenant,
    payload: bundleDates(question.attempt, question.processedUntil),
    timeoutMs: BUNDLE_TIMEOUT_MS + INVOKE_MARGIN_MS,
  });
  const bundle = isAskable(answer) ? dataBundleSchema.safeParse(answer) : undefined;
  if (!bundle?.success || queriesOf(bundle.data.bundle) > MOST_QUERIES)
    throw new ExecutionFailure('BUNDLE_INVALID');
  if (!isBundleInScope(bundle.data.bundle, question.entry.scope))
    throw new ExecutionFailure('BUNDLE_OUT_OF_SCOPE');
  return bundle.data.bundle;
}

/** Checked before it is parsed, lest a function keep the engine busy with reading. */
const isAskable = (answer: Json) => isWalkable(answer) && jsonBytes(answer) <= MOST_BYTES;

function queriesOf(bundle: BundleQuery): number {
  const queries = Object.values(bundle).flatMap((property) => property.endpoints);
  return queries.reduce((sum, { links = [] }) => sum + 1 + links.length, 0);
}
