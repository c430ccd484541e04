import type { RegisteredFunction } from '../functions-registry/registry.ts';
import { DeploymentInvalid } from './deployment-invalid.ts';

/** Each function is six resources, a stack holds 500, and a few are left for its registration. */
export const FUNCTIONS_PER_SHARD = 82;

/** The functions of one stack. */
export interface Shard {
  /** 0 to 127. */
  readonly number: number;
  readonly functions: readonly RegisteredFunction[];
}

/**
 * Sorts functions into the stacks that lock.json chose for them; shards without functions are left out.
 * @throws DeploymentInvalid when one would not fit into a CloudFormation stack
 */
export function toShards(functions: readonly RegisteredFunction[]): readonly Shard[] {
  const numbers = [...new Set(functions.map(({ shard }) => shard))].sort((a, b) => a - b);
  const shards = numbers.map((number) => ({
    number,
    functions: functions.filter(({ shard }) => shard === number),
  }));
  const overfull = shards.filter((shard) => shard.functions.length > FUNCTIONS_PER_SHARD);
  if (overfull.length > 0) throw new DeploymentInvalid(overfull.map(explain).join('\n'));
  return shards;
}

/** `She-Functions-007`. */
export function functionsStackName(shard: number): string {
  return `She-Functions-${String(shard).padStart(3, '0')}`;
}

function explain({ number, functions }: Shard): string {
  return (
    `${functionsStackName(number)} would hold ${functions.length} functions; ${FUNCTIONS_PER_SHARD} fit under ` +
    'the 500 resources of a CloudFormation stack. In functions-registry/lock.json, give another shard to those ' +
    'that were never deployed'
  );
}
