import * as z from 'zod/mini';
import { ExecutionFailure } from '../../core/errors.ts';
import { PDA_TIMEOUT_MS } from '../../core/execute/timing.ts';
import { endpointDataSchema } from '../../core/model/endpoint-data.ts';
import { jsonSchema } from '../../core/model/json.ts';
import type {
  Clock,
  DerivedBatch,
  Pda,
  PdaAccess,
  PdaDirectory,
  WindowPage,
  WindowQuery,
} from '../../core/ports.ts';
import { type PdaReply, requestPda } from './pda-request.ts';

/** Kept in the status item, which bounds its size. */
const cursorSchema = z.string().check(z.maxLength(1_024));

const windowPageSchema = z.object({
  asOf: cursorSchema,
  rows: z.array(
    z.object({
      cursor: cursorSchema,
      property: z.string(),
      item: endpointDataSchema,
      orderKey: z.optional(jsonSchema),
      chain: z.array(z.string()),
    }),
  ),
  next: z.optional(cursorSchema),
});

/** The bundle is at fault, hence the function that asked with it, not the PDA. */
const unevaluableSchema = z.object({ message: z.literal('Bundle Evaluation Failed') });

const missingSchema = z.object({ message: z.literal('Data Missing') });

export interface HttpPdaOptions {
  /** @default the system clock */
  readonly now?: Clock;
  /** For reading; writing ends at the batch's deadline. @default 30 seconds */
  readonly timeoutMs?: number;
}

/** The registered PDAs, over their HTTP API and its additions for the engine. */
export class HttpPda implements Pda {
  readonly #directory: PdaDirectory;
  readonly #now: Clock;
  readonly #timeoutMs: number;

  constructor(directory: PdaDirectory, { now, timeoutMs }: HttpPdaOptions = {}) {
    this.#directory = directory;
    this.#now = now ?? (() => new Date());
    this.#timeoutMs = timeoutMs ?? PDA_TIMEOUT_MS;
  }

  async readWindow({ pda, ...query }: WindowQuery): Promise<WindowPage> {
    const access = await this.#access(pda);
    const path = '/api/v2.6/data-window';
    const reply = await requestPda({
      access,
      method: 'POST',
      path,
      body: query,
      timeoutMs: this.#timeoutMs,
    });
    if (reply.status === 400 && unevaluableSchema.safeParse(jsonOf(reply)).success) {
      throw new ExecutionFailure('BUNDLE_INVALID');
    }
    return parsed(windowPageSchema, accepted(reply));
  }

  async writeDerived({ pda, deadline, ...batch }: DerivedBatch): Promise<void> {
    const access = await this.#access(pda);
    const path = '/api/v2.6/data-derived';
    const timeoutMs = deadline.getTime() - this.#now().getTime();
    if (timeoutMs <= 0) throw new ExecutionFailure('PDA_UNREACHABLE');
    const reply = await requestPda({ access, method: 'POST', path, body: batch, timeoutMs });
    if (reply.status === 409) throw new ExecutionFailure('PDA_FENCED');
    accepted(reply);
  }

  async hasRecord(pda: string, recordId: string): Promise<boolean> {
    const access = await this.#access(pda);
    const path = `/api/v2.6/data-record/${encodeURIComponent(recordId)}`;
    const reply = await requestPda({ access, method: 'GET', path, timeoutMs: this.#timeoutMs });
    if (reply.status === 400 && missingSchema.safeParse(jsonOf(reply)).success) return false;
    accepted(reply);
    return true;
  }

  async #access(pda: string): Promise<PdaAccess> {
    const access = await this.#directory.find(pda);
    if (!access) throw new ExecutionFailure('PDA_REFUSED');
    return access;
  }
}

/** The reply, if it is a success; a PDA that is overloaded or broken may answer later, one that refuses will not. */
function accepted(reply: PdaReply): PdaReply {
  const { status } = reply;
  if (status >= 200 && status < 300) return reply;
  throw new ExecutionFailure(status >= 500 || status === 429 ? 'PDA_UNREACHABLE' : 'PDA_REFUSED');
}

function parsed<T>(schema: z.ZodMiniType<T>, reply: PdaReply): T {
  const result = schema.safeParse(jsonOf(reply));
  if (!result.success) throw new ExecutionFailure('PDA_UNREACHABLE');
  return result.data;
}

/** @returns undefined for what is no JSON: a proxy's error page, say */
function jsonOf({ text }: PdaReply): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
