import type { RegisteredFunction } from '../functions-registry/registry.ts';

/** The functions of one stack. */
export interface Shard {
  /** 0 to 127. */
  readonly number: number;
  readonly functions: readonly RegisteredFunction[];
}

/**
 * Sorts functions into the stacks that lock.json chose for them.
 * @param emptied shards that have no functions, but may have had some: a stack that is left out is not deployed, and so
 * keeps its last functions
 */
export function toShards(
  functions: readonly RegisteredFunction[],
  emptied: readonly number[] = [],
): readonly Shard[] {
  const numbers = [...new Set([...functions.map(({ shard }) => shard), ...emptied])].sort((a, b) => a - b);
  return numbers.map((number) => ({
    number,
    functions: functions.filter(({ shard }) => shard === number),
  }));
}

const FUNCTIONS_STACK = 'She-Functions-';

/** `She-Functions-007`. */
export function functionsStackName(shard: number): string {
  return `${FUNCTIONS_STACK}${String(shard).padStart(3, '0')}`;
}

export function isFunctionsStack(name: string): boolean {
  return name.startsWith(FUNCTIONS_STACK);
}
