import type { RegisteredVersion } from '../model/catalogue-entry.ts';
import type { BundleQuery } from '../model/data-bundle.ts';
import type { FunctionInvoker } from '../ports.ts';
import { readDataBundle } from './check-bundle.ts';
import type { BundleDates } from './dates.ts';
import { INVOKE_MARGIN_MS } from './timing.ts';

/** Time-out of the bundle call, which sees no data and computes next to nothing. */
const BUNDLE_TIMEOUT_MS = 10_000;

export interface BundleQuestion {
  readonly entry: Pick<RegisteredVersion, 'bundle' | 'scope'>;
  readonly dates: BundleDates;
  readonly tenant: string;
}

/**
 * Asks a function which data it wants, and holds the answer to the scope before anything is read.
 *
 * @throws ExecutionFailure BUNDLE_INVALID, BUNDLE_OUT_OF_SCOPE, or as the invoker
 */
export async function askForBundle(
  invoker: Pick<FunctionInvoker, 'invoke'>,
  { entry, dates, tenant }: BundleQuestion,
): Promise<BundleQuery> {
  const call = { ...entry.bundle, tenant, payload: dates, timeoutMs: BUNDLE_TIMEOUT_MS + INVOKE_MARGIN_MS };
  return readDataBundle(await invoker.invoke(call), entry.scope);
}
