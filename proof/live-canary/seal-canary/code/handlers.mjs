import { carryOut } from './orders.mjs';
import { configurationOfCanary, dataBundle } from './published.mjs';

/** Call 1 and 2: what every function answers. */
export const configuration = async () => configurationOfCanary;
export const bundle = async () => dataBundle;

/** Call 3: an order of `npm run live-canary`; for a person who enabled it there is nothing to derive. */
export const process = async ({ canary }) =>
  canary ? carryOut(canary) : { namespace: 'she', endpoint: 'canary/nothing', data: [] };
