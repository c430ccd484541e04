import * as z from 'zod/mini';
import { ExecutionFailure } from '../../core/errors.ts';
import type { Dialect, Exchange } from './exchange.ts';
import { ResponseTooLarge } from './pda-request.ts';
import { type PlainValues, plainBundle, plainWindow } from './plain-window.ts';
import { repliedRecordSchema } from './replied-record.ts';
import { accepted, isReply, parsed } from './replies.ts';

/** The reference says so of every bundle that it cannot evaluate; the one asked for was registered just now. */
const notFoundSchema = z.object({ message: z.literal('Bundle Not Found') });
const unevaluableSchema = z.object({ message: z.literal('Bundle Evaluation Failed') });

const recordSchema = z.extend(repliedRecordSchema, { recordId: z.guid() });
const valuesSchema = z.record(z.string(), z.array(recordSchema));

/** Registers the bundle under a name that is this function's own, and reads all of it. */
export const readPlainWindow: Dialect['readWindow'] = async (exchange, query) => {
  const body = plainBundle(query);
  if (Object.keys(body).length === 0) return plainWindow(query, {});
  const path = `/api/v2.6/data-bundle/she-${query.functionId}`;
  const registered = await exchange.send({ method: 'POST', path, body });
  if (registered.status === 400) throw new ExecutionFailure('BUNDLE_INVALID');
  accepted(registered);
  return plainWindow(query, await readValues(exchange, path));
};

async function readValues(exchange: Exchange, path: string): Promise<PlainValues> {
  try {
    const reply = await exchange.send({ method: 'GET', path });
    if (isReply(reply, 404, notFoundSchema) || isReply(reply, 400, unevaluableSchema)) {
      throw new ExecutionFailure('BUNDLE_INVALID');
    }
    return parsed(valuesSchema, accepted(reply));
  } catch (error) {
    throw error instanceof ResponseTooLarge ? new ExecutionFailure('BUNDLE_TOO_LARGE') : error;
  }
}
