import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Json } from '../../core/model/json.ts';
import { isLink, outputSchemaFault, subschemas } from '../../core/model/output-schema.ts';
import type { OutputSchemas, SchemaVerdict } from '../../core/ports.ts';

const TIMEOUT_MS = 5_000;
const NOT_MATCHED: SchemaVerdict = { valid: false, freeTexts: new Set() };

export interface CheckRequest {
  readonly schema: Json;
  readonly records: readonly Json[];
}

/**
 * Judges records with ajv, in a thread of its own: a schema can make that take for ever. What takes longer than
 * `timeoutMs` does not match; the time of others that wait for the thread does not count.
 */
export class AjvOutputSchemas implements OutputSchemas {
  readonly #timeoutMs: number;
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(timeoutMs = TIMEOUT_MS) {
    this.#timeoutMs = timeoutMs;
  }

  check(schema: Json, records: readonly Json[]): Promise<SchemaVerdict> {
    if (outputSchemaFault(schema)) return Promise.resolve(NOT_MATCHED);
    const turn = this.#last.then(() => this.#checkAlone({ schema: withMarkedLinks(schema), records }));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #checkAlone(request: CheckRequest): Promise<SchemaVerdict> {
    this.#worker ??= await this.#start();
    const worker = this.#worker;
    const abort = new AbortController();
    // Also keeps the process alive meanwhile, which the worker does not.
    const timer = setTimeout(() => abort.abort(), this.#timeoutMs);
    try {
      worker.postMessage(request);
      const [verdict] = await once(worker, 'message', { signal: abort.signal });
      return verdict;
    } catch {
      await worker.terminate();
      return NOT_MATCHED;
    } finally {
      clearTimeout(timer);
    }
  }

  async #start(): Promise<Worker> {
    const worker = new Worker(new URL('./output-schemas.worker.mjs', import.meta.url), { execArgv: [] });
    // Without a listener an error would end the engine; the one that waits for an answer hears it too.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      this.#worker = undefined;
    });
    await once(worker, 'message');
    worker.unref();
    return worker;
  }
}

/** ajv's own `format` does not tell where it was met, so links get a keyword beside it. */
function withMarkedLinks(schema: Json): Json {
  const copy = structuredClone(schema);
  for (const place of subschemas(copy)) {
    if (isLink(place.schema)) place.schema.shownAsLink = true;
  }
  return copy;
}
