import { FUNCTIONS_STACK } from '../../prove/model/functions.ts';
import type { Resource } from '../../prove/model/model.ts';
import {
  COMPUTE_KINDS,
  FUNCTION_LAMBDA,
  FUNCTION_VERSION,
  FUNCTIONS_CUSTOM_RESOURCE,
} from './compute-kinds.ts';
import { DATA_KINDS } from './data-kinds.ts';
import type { Kind } from './kind.ts';
import { NETWORK_KINDS } from './network-kinds.ts';
import { REST_KINDS } from './rest-kinds.ts';

const KINDS: Readonly<Record<string, Kind>> = {
  ...NETWORK_KINDS,
  ...DATA_KINDS,
  ...COMPUTE_KINDS,
  ...REST_KINDS,
};

/** What is known of a resource's kind; undefined where nobody has thought about it. */
export function kindOf({ type, stack }: Pick<Resource, 'type' | 'stack'>): Kind | undefined {
  if (FUNCTIONS_STACK.test(stack)) return functionKind(type);
  return Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
}

function functionKind(type: string): Kind | undefined {
  if (type === 'AWS::Lambda::Function') return FUNCTION_LAMBDA;
  if (type === 'AWS::Lambda::Version') return FUNCTION_VERSION;
  if (type.startsWith('Custom::')) return FUNCTIONS_CUSTOM_RESOURCE;
  return Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
}
