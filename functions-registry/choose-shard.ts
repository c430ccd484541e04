import { createHash } from 'node:crypto';

const SHARDS = 128;
/** A function is six resources and a stack holds 500: 492, and eight for its registration and the alarms of rollouts. */
const FUNCTIONS_PER_SHARD = 82;

/**
 * Chooses the shard of a function that has none: a stable hash of its id, and where that shard is full, the next one
 * that is not. Chosen once; a function that moved would be deleted by one stack while another makes it.
 *
 * @param taken how many functions each shard holds
 * @returns none when every shard is full, with 10,496 functions
 */
export function chooseShard(id: string, taken: ReadonlyMap<number, number>): number | undefined {
  const first = createHash('sha256').update(id).digest().readUInt32BE() % SHARDS;
  const inOrder = Array.from({ length: SHARDS }, (_, step) => (first + step) % SHARDS);
  return inOrder.find((shard) => (taken.get(shard) ?? 0) < FUNCTIONS_PER_SHARD);
}
