import { DNS_CLAIMS } from './checks/dns.ts';
import { FUNCTION_CLAIMS } from './checks/functions.ts';
import { NETWORK_CLAIMS } from './checks/network.ts';
import { ROLE_CLAIMS } from './checks/role.ts';
import type { Claim } from './claim.ts';

/** All that must hold in the account. */
export const LIVE_CLAIMS: readonly Claim[] = [
  ...NETWORK_CLAIMS,
  ...DNS_CLAIMS,
  ...ROLE_CLAIMS,
  ...FUNCTION_CLAIMS,
];
