import { type CatalogueEntry, isRunnable } from '../model/catalogue-entry.ts';
import type { BundleQuery } from '../model/data-bundle.ts';
import type { EndpointData } from '../model/endpoint-data.ts';
import type { FunctionConfiguration } from '../model/function-configuration.ts';
import type { FunctionStatus } from '../model/function-status.ts';
import { jsonBytes } from '../model/json.ts';

/** Most that Lambda takes in one synchronous invocation. */
const MOST_PAYLOAD_BYTES = 6 * 1024 * 1024;

/** A function's configuration as this owner sees it: published facts, the owner's status. */
export function ownConfiguration(entry: CatalogueEntry, status: FunctionStatus): FunctionConfiguration {
  const { lastExecution, executionStarted } = status;
  return {
    ...entry.configuration,
    status: {
      available: isRunnable(entry),
      enabled: status.enabled,
      ...(lastExecution ? { lastExecution } : {}),
      ...(executionStarted ? { executionStarted } : {}),
    },
  };
}

/** What `process` receives. A run over everything is told of no earlier one: to it, all records are new. */
export function processPayload(
  entry: CatalogueEntry,
  status: FunctionStatus,
  data: Readonly<Record<string, readonly EndpointData[]>>,
) {
  const lastExecution = status.attempt?.useAll ? undefined : status.lastExecution;
  const before = { ...status, lastExecution, executionStarted: undefined };
  return { functionConfiguration: ownConfiguration(entry, before), request: { data, linkRecords: true } };
}

/** Bytes left for records in one invocation. */
export function partBudget(entry: CatalogueEntry, status: FunctionStatus, bundle: BundleQuery): number {
  const noData = Object.fromEntries(Object.keys(bundle).map((property) => [property, []]));
  return MOST_PAYLOAD_BYTES - jsonBytes(processPayload(entry, status, noData));
}
