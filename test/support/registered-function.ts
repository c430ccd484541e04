import { createHash } from 'node:crypto';
import { manifestSchema } from '../../core/model/manifest.ts';
import type { RegisteredFunction } from '../../functions-registry/registry.ts';
import { aManifest } from './manifest-builder.ts';

/** A function of the registry with `manifest` fields on top; its code differs by id and version. */
export function aRegisteredFunction(
  manifest: Record<string, unknown> = {},
  changes: Partial<RegisteredFunction> = {},
): RegisteredFunction {
  const parsed = manifestSchema.parse(aManifest(manifest));
  const codeHash = createHash('sha256').update(`${parsed.id} ${parsed.version}`).digest('hex');
  return {
    manifest: parsed,
    directory: `/functions/${parsed.id}`,
    files: new Map(),
    codeHash,
    shard: 0,
    ...changes,
  };
}
