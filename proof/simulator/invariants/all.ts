import { tenants } from './i1-tenants.ts';
import { scope } from './i2-scope.ts';
import { place } from './i3-place.ts';
import { delivery } from './i4-delivery.ts';
import { disabling } from './i5-disable.ts';
import { cursor } from './i6-cursor.ts';
import { lease } from './i7-lease.ts';
import { approved } from './i8-approved.ts';
import { secrets } from './i9-secrets.ts';
import { endings } from './i10-ends.ts';
import { explained } from './i11-explained.ts';
import { registration } from './i12-registration.ts';
import { fair } from './i13-fair.ts';
import { idle } from './i14-idle.ts';
import { inFlight } from './i15-in-flight.ts';
import type { Invariant } from './invariant.ts';
import { refinesModel } from './refines-model.ts';

/** The invariants of execution.md §6, and that the engine does nothing but what the model allows. */
export const INVARIANTS: readonly Invariant[] = [
  tenants,
  scope,
  place,
  delivery,
  disabling,
  cursor,
  lease,
  approved,
  secrets,
  endings,
  explained,
  registration,
  fair,
  idle,
  inFlight,
  refinesModel,
];
