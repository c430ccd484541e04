import { createHash } from 'node:crypto';
import { breaches } from './breaches.mjs';
import { configurationOfCanary, dataBundle } from './published.mjs';

/** Call 1 and 2: what every function answers. */
export const configuration = async () => configurationOfCanary;
export const bundle = async () => dataBundle;

/** Call 3: an answer to each heartbeat, which follows from it, and says what was found open. */
export const process = async ({ request }, { tenantId }) => {
  const found = breaches(tenantId);
  return request.data.heartbeats.map(({ recordId, data: { nonce } }) => ({
    namespace: 'canary',
    endpoint: 'answers',
    data: [{ heartbeat: recordId, echo: createHash('sha256').update(nonce).digest('hex'), breaches: found }],
    linkedRecords: [recordId],
  }));
};
