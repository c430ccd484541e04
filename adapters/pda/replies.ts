import * as z from 'zod/mini';
import { ExecutionFailure } from '../../core/errors.ts';
import { jsonBounds } from './bounded-json.ts';
import { parseJson } from './parse-json.ts';
import { type PdaReply, ResponseTooLarge } from './pda-request.ts';

/** The reply, if it is a success; a PDA that is overloaded or broken may answer later, one that refuses will not. */
export function accepted(reply: PdaReply): PdaReply {
  const { status } = reply;
  if (status >= 200 && status < 300) return reply;
  throw new ExecutionFailure(status >= 500 || status === 429 ? 'PDA_UNREACHABLE' : 'PDA_REFUSED');
}

/** @throws ExecutionFailure PDA_UNREACHABLE when the reply is something else, ResponseTooLarge among them */
export function parsed<T>(schema: z.ZodMiniType<T>, reply: PdaReply): T {
  const result = schema.safeParse(jsonOf(reply));
  if (!result.success) throw new ExecutionFailure('PDA_UNREACHABLE');
  return result.data;
}

/** Whether the reply has that status and shape. */
export function isReply(reply: PdaReply, status: number, schema: z.ZodMiniType): boolean {
  return reply.status === status && schema.safeParse(jsonOf(reply)).success;
}

/**
 * @returns undefined for what is no JSON: a proxy's error page, say; nor is what nobody could follow
 * @throws ResponseTooLarge for more values than may be taken at once
 */
export function jsonOf({ text }: Pick<PdaReply, 'text'>): unknown {
  const bounds = jsonBounds(text);
  if (bounds === 'too many values') throw new ResponseTooLarge();
  if (bounds === 'too deep') return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const savedSchema = z.array(z.object({ recordId: z.guid() }));

/** Ids of the records that a save reply tells of; none when it tells of something else. */
export function savedIds(reply: PdaReply): readonly string[] {
  // They are saved by now, and the ids are for links alone.
  if (jsonBounds(reply.text) !== 'within') return [];
  return savedSchema.safeParse(jsonOf(reply)).data?.map(({ recordId }) => recordId) ?? [];
}
