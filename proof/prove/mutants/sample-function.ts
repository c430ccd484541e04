import { createHash } from 'node:crypto';
import { manifestSchema } from '../../../core/model/manifest.ts';
import type { RegisteredFunction } from '../../../functions-registry/registry.ts';

/** A function as small as a registry takes one; nobody runs it. */
export const sampleFunction = (): RegisteredFunction => sample('sample');

/** The canary's, as small. */
export const sampleCanary = (): RegisteredFunction => sample('canary');

function sample(id: string): RegisteredFunction {
  const manifest = manifestSchema.parse({
    id,
    version: '1.0.0',
    namespace: 'she',
    endpoint: 'insights/sample',
    runtime: 'nodejs24.x',
    code: 'code',
    handlers: { configuration: 'index.configuration', bundle: 'index.bundle', process: 'index.process' },
  });
  return {
    manifest,
    directory: `/functions/${id}`,
    files: new Map(),
    codeHash: createHash('sha256').update(id).digest('hex'),
    shard: 0,
  };
}
