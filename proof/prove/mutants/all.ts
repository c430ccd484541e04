import { ALARM_MUTANTS } from './alarms.ts';
import { CANARY_MUTANTS } from './canary.ts';
import { ENGINE_MUTANTS } from './engine.ts';
import { FILTER_MUTANTS } from './filters.ts';
import { FOREIGN_MUTANTS } from './foreign.ts';
import { FUNCTION_MUTANTS } from './functions.ts';
import type { Mutant } from './mutant.ts';
import { NETWORK_MUTANTS } from './network.ts';
import { PDA_REGISTRATION_MUTANTS } from './pda-registrations.ts';
import { PDA_TOKEN_MUTANTS } from './pda-tokens.ts';
import { REGISTRATION_MUTANTS } from './registration.ts';
import { ROLE_MUTANTS } from './role.ts';
import { TEMPLATE_MUTANTS } from './templates.ts';
import { TOGETHER_MUTANTS } from './together.ts';

/** Everything that is known to open something, one change of the app each. */
export const MUTANTS: readonly Mutant[] = [
  ...NETWORK_MUTANTS,
  ...FILTER_MUTANTS,
  ...ALARM_MUTANTS,
  ...FUNCTION_MUTANTS,
  ...ROLE_MUTANTS,
  ...ENGINE_MUTANTS,
  ...FOREIGN_MUTANTS,
  ...PDA_TOKEN_MUTANTS,
  ...PDA_REGISTRATION_MUTANTS,
  ...REGISTRATION_MUTANTS,
  ...CANARY_MUTANTS,
  ...TEMPLATE_MUTANTS,
  ...TOGETHER_MUTANTS,
];
