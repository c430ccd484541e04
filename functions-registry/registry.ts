import type { FeedMapping } from '../core/model/feed-mapping.ts';
import type { Json } from '../core/model/json.ts';
import type { Manifest } from '../core/model/manifest.ts';

/** A function of the registry, its package made and measured. */
export interface RegisteredFunction {
  readonly manifest: Manifest;
  /** Absolute path of the folder that holds function.json. */
  readonly directory: string;
  /** Files of the package, path inside it (`/` between parts, sorted) → absolute path on disk. */
  readonly files: ReadonlyMap<string, string>;
  /** SHA-256 of the deterministic zip of `files`, hex. */
  readonly codeHash: string;
  /** The JSON Schema named by `outputSchema`, if any. */
  readonly outputSchema?: Json | undefined;
  /** What stands in the file named by `feed`, if any. */
  readonly feed?: FeedMapping | undefined;
  /** 0 to 127: which functions stack holds it; written to lock.json once and never computed again. */
  readonly shard: number;
}

export interface Registry {
  /** Sorted by id. */
  readonly functions: readonly RegisteredFunction[];
  /** Shards that had functions once and have none, 0 to 127: what they deployed must be withdrawn. */
  readonly retiredShards: readonly number[];
  /** What is not wrong but should be known: a runtime near its end, a folder without a function. */
  readonly warnings: readonly string[];
}
