import { ExecutionFailure } from '../errors.ts';
import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import { type BundleQuery, dataBundleSchema } from '../model/data-bundle.ts';
import type { Attempt } from '../model/function-status.ts';
import { isShallow } from '../model/json.ts';
import type { Scope } from '../model/scope.ts';
import type { FunctionInvoker } from '../ports.ts';
import { bundleDates } from './dates.ts';
import { isBundleInScope } from './scope-check.ts';
import { INVOKE_MARGIN_MS } from './timing.ts';

/** Time-out of the bundle call, which sees no data and computes next to nothing. */
const BUNDLE_TIMEOUT_MS = 10_000;

export interface BundleQuestion {
  readonly entry: CatalogueEntry;
  readonly attempt: Attempt;
  readonly processedUntil: string | undefined;
  /** What the owner agreed to. */
  readonly scope: Scope;
  readonly tenant: string;
}

/**
 * Asks a function which data it wants, and holds the answer to the owner's consent before anything is read.
 *
 * @throws ExecutionFailure BUNDLE_INVALID, BUNDLE_OUT_OF_SCOPE, or as the invoker
 */
export async function askForBundle(invoker: FunctionInvoker, question: BundleQuestion): Promise<BundleQuery> {
  const answer = await invoker.invoke({
    ...question.entry.bundle,
    tenant: question.tenant,
    payload: bundleDates(question.attempt, question.processedUntil),
    timeoutMs: BUNDLE_TIMEOUT_MS + INVOKE_MARGIN_MS,
  });
  const bundle = isShallow(answer) ? dataBundleSchema.safeParse(answer) : undefined;
  if (!bundle?.success) throw new ExecutionFailure('BUNDLE_INVALID');
  if (!isBundleInScope(bundle.data.bundle, question.scope)) throw new ExecutionFailure('BUNDLE_OUT_OF_SCOPE');
  return bundle.data.bundle;
}
