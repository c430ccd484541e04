import { functionConfiguration } from './configuration.ts';
import { activityRecord, asObject, countRecords } from './count-records.ts';
import { dataBundle } from './feeds.ts';

/** Call 1: what the function is. */
export const configuration = async () => functionConfiguration;

/** Call 2: what it wants to read, always the same. */
export const bundle = async () => dataBundle;

/** Call 3: counts the records it is given and answers with one record to save, or none. */
export async function process(event: unknown) {
  const { request, functionConfiguration } = asObject(event);
  const { lastExecution } = asObject(asObject(functionConfiguration).status);
  const counters = countRecords(asObject(request).data);
  const record = activityRecord(counters, new Date().toISOString(), lastExecution);
  if (!record) return [];
  return [{ namespace: 'she', endpoint: 'insights/activity-records', data: [record], linkedRecords: [] }];
}
