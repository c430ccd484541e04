import * as z from 'zod/mini';
import type { EngineClient } from '../http/engine-client.ts';
import { EngineRequestFailed } from '../http/engine-request-failed.ts';

const sourcesSchema = z.record(z.string(), z.array(z.string()));

/**
 * The endpoints that hold records, sorted.
 * @throws EngineRequestFailed
 */
export async function listEndpoints(client: EngineClient): Promise<readonly string[]> {
  const sources = sourcesSchema.safeParse(await client.get('/api/v2.6/data/sources'));
  if (!sources.success) {
    throw new EngineRequestFailed({
      message: 'Could not read the answer',
      cause: 'what was answered for /api/v2.6/data/sources is no list of endpoints by namespace',
      remedy: 'check --url',
    });
  }
  return Object.entries(sources.data)
    .flatMap(([namespace, paths]) => paths.map((path) => (path === '' ? namespace : `${namespace}/${path}`)))
    .sort();
}
