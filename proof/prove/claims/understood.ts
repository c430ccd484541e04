import { FUNCTIONS_STACK } from '../model/functions.ts';
import type { Claim } from './claim.ts';
import { DOOR_TYPES, isNetworkType, knownTypes } from './types.ts';

/** Everything rests on this: what is not understood could be anything. */
export const templatesUnderstood: Claim = {
  name: 'templates-understood',
  sentence: 'The templates alone decide what is deployed, and every reference in them is followed.',
  closes: 'drift',
  judge(app, told) {
    told.violations.push(...app.problems);
    if (app.functions.length === 0)
      told.misses('She-Functions-NNN', 'at least one function to prove something about');
    for (const stack of app.stacks) {
      const count = app.resources.filter((resource) => resource.stack === stack).length;
      told.shows({ key: stack }, `${count} resources, no condition, transform or value chosen at deployment`);
    }
  },
};

export const knownTypesOnly: Claim = {
  name: 'known-types-only',
  sentence:
    'Each stack holds only types of resources that were thought about; no custom resource but the registration of functions, no nested stack.',
  closes: 'drift',
  judge(app, told) {
    for (const stack of app.stacks) {
      const known = knownTypes(stack);
      const types = new Set<string>();
      for (const resource of app.resources.filter((one) => one.stack === stack)) {
        types.add(resource.type);
        if (!known?.includes(resource.type) && !hasItsOwnClaim(resource.type, stack))
          told.violates(
            resource,
            'Type',
            resource.type,
            `a type that proof/prove/claims/types.ts knows in ${stack}`,
          );
      }
      told.shows({ key: stack }, `${types.size} types`);
    }
  },
};

/** Refused by a claim that says what it would open. */
function hasItsOwnClaim(type: string, stack: string): boolean {
  return (
    isNetworkType(type) ||
    (FUNCTIONS_STACK.test(stack) && [...DOOR_TYPES, 'AWS::Logs::LogGroup'].includes(type))
  );
}
