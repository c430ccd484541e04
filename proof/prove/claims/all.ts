import { blockedDnsSeen, rejectedTrafficSeen } from './alarms.ts';
import type { Claim } from './claim.ts';
import { onlyLockedCode, runtimeReviewed } from './code.ts';
import { dnsFirewall } from './dns-firewall.ts';
import { onlyExecutorInvokes, sealStaysShut, tenantKeyIsTheExecutors, versionsOnly } from './engine.ts';
import { aclDeniesAll, dnsOff, oneSilentGroup } from './filters.ts';
import { engineGivenNothingForeign } from './foreign.ts';
import {
  givenNothing,
  insideTheSeal,
  noFunctionLog,
  noOtherDoor,
  sealTagged,
  tenantsApart,
} from './functions.ts';
import { nobodyElseInside, noPublicAddress, noRoutes, noWayOut, oneNetwork } from './network.ts';
import { operatorsRegister } from './pda-registrations.ts';
import { pdaTokensStayShut } from './pda-tokens.ts';
import { nothingReachable } from './reachable.ts';
import { registeredByTheRegistrar, registrarNeverProcesses } from './registrar.ts';
import { boundaryDeniesCode, interfacesOnly, roleDeniesCode } from './role.ts';
import { oneSharedRole, ownPoliciesOnly, trustsLambdaAlone } from './shared-role.ts';
import { knownTypesOnly, templatesUnderstood } from './understood.ts';

/** Everything that is claimed of a deployment, in the order of the way out. */
export const CLAIMS: readonly Claim[] = [
  templatesUnderstood,
  knownTypesOnly,
  noWayOut,
  oneNetwork,
  noRoutes,
  noPublicAddress,
  nobodyElseInside,
  oneSilentGroup,
  aclDeniesAll,
  dnsOff,
  dnsFirewall,
  rejectedTrafficSeen,
  blockedDnsSeen,
  insideTheSeal,
  tenantsApart,
  givenNothing,
  noOtherDoor,
  noFunctionLog,
  onlyLockedCode,
  runtimeReviewed,
  oneSharedRole,
  trustsLambdaAlone,
  ownPoliciesOnly,
  roleDeniesCode,
  interfacesOnly,
  boundaryDeniesCode,
  onlyExecutorInvokes,
  versionsOnly,
  registrarNeverProcesses,
  registeredByTheRegistrar,
  tenantKeyIsTheExecutors,
  pdaTokensStayShut,
  operatorsRegister,
  engineGivenNothingForeign,
  sealStaysShut,
  sealTagged,
  nothingReachable,
];
