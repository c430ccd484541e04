import type { CatalogueEntry } from '../model/catalogue-entry.ts';
import type { BundleQuery } from '../model/data-bundle.ts';
import type { Attempt } from '../model/function-status.ts';
import type { FunctionInvoker } from '../ports.ts';
import { askForBundle } from './ask-bundle.ts';
import { checkBundle } from './check-bundle.ts';
import { bundleDates } from './dates.ts';
import { fillBundle } from './fill-bundle.ts';

export interface BundleContext {
  readonly entry: CatalogueEntry;
  readonly attempt: Attempt;
  readonly processedUntil: string | undefined;
  readonly tenant: string;
}

/** A bundle, and the attempt that from now on keeps it. */
export interface AttemptBundle {
  readonly bundle: BundleQuery;
  readonly attempt: Attempt;
}

/**
 * Which data an attempt reads: as it was told when it first asked, else by the function's template, else by asking
 * the function, whose answer the attempt keeps. Held to the scope each time, wherever it comes from.
 *
 * @throws ExecutionFailure BUNDLE_INVALID, BUNDLE_OUT_OF_SCOPE, or as the invoker
 */
export async function bundleOfAttempt(
  invoker: Pick<FunctionInvoker, 'invoke'>,
  { entry, attempt, processedUntil, tenant }: BundleContext,
): Promise<AttemptBundle> {
  const { scope, frozenBundle } = entry;
  if (attempt.bundle) return { attempt, bundle: checkBundle(JSON.parse(attempt.bundle), scope) };
  const dates = bundleDates(attempt, processedUntil);
  if (frozenBundle) return { attempt, bundle: checkBundle(fillBundle(frozenBundle, dates), scope) };
  const bundle = await askForBundle(invoker, { entry, dates, tenant });
  return { bundle, attempt: { ...attempt, bundle: JSON.stringify(bundle) } };
}
