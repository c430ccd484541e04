import * as z from 'zod/mini';
import { ExecutionFailure } from '../../core/errors.ts';
import type { WindowPage } from '../../core/ports.ts';
import type { Dialect, Exchange } from './exchange.ts';
import { ResponseTooLarge } from './pda-request.ts';
import { readPlainCursor } from './plain-cursor.ts';
import { repliedJsonSchema, repliedRecordSchema } from './replied-record.ts';
import { accepted, isReply, parsed } from './replies.ts';

/** Kept in the status item, which bounds its size. */
const cursorSchema = z.string().check(z.maxLength(1_024));

/** Most records of a page: as many as the PDA likes, then ever fewer. */
const PAGES = [undefined, 50, 5, 1];

const windowPageSchema = z.object({
  asOf: cursorSchema,
  rows: z.array(
    z.object({
      cursor: cursorSchema,
      property: z.string(),
      item: repliedRecordSchema,
      orderKey: z.optional(repliedJsonSchema),
      chain: z.array(z.string()),
    }),
  ),
  next: z.optional(cursorSchema),
});

/** The bundle is at fault, hence the function that asked with it, not the PDA. */
const unevaluableSchema = z.object({ message: z.literal('Bundle Evaluation Failed') });

const missingSchema = z.object({ message: z.literal('Data Missing') });

/** A PDA with the additions of docs/openapi/pda-additions.json. */
export const additions: Dialect = {
  async readWindow(exchange, { functionId, bundle, after, until }) {
    const body = { functionId, bundle, after: own(after), until: own(until) };
    const page = await readPage(exchange, body);
    return until !== undefined && body.until === undefined ? { ...page, anew: true } : page;
  },

  async writeDerived(exchange, body) {
    const reply = await exchange.send({ method: 'POST', path: '/api/v2.6/data-derived', body });
    if (reply.status === 409) throw new ExecutionFailure('PDA_FENCED');
    if (reply.status === 413) throw new ExecutionFailure('DERIVED_TOO_LARGE');
    accepted(reply);
  },

  async hasRecord(exchange, recordId) {
    const path = `/api/v2.6/data-record/${encodeURIComponent(recordId)}`;
    const reply = await exchange.send({ method: 'GET', path });
    if (isReply(reply, 400, missingSchema)) return false;
    accepted(reply);
    return true;
  },
};

/** What is too large in one answer may fit when the PDA is asked for fewer records. */
async function readPage(exchange: Exchange, body: object): Promise<WindowPage> {
  for (const limit of PAGES) {
    const page = await askForPage(exchange, { ...body, limit }).catch((error: unknown) => {
      if (!(error instanceof ResponseTooLarge)) throw error;
    });
    if (page) return page;
  }
  throw new ResponseTooLarge();
}

async function askForPage(exchange: Exchange, body: object): Promise<WindowPage> {
  const reply = await exchange.send({ method: 'POST', path: '/api/v2.6/data-window', body });
  if (isReply(reply, 400, unevaluableSchema)) throw new ExecutionFailure('BUNDLE_INVALID');
  return parsed(windowPageSchema, accepted(reply));
}

/** While the PDA was a plain one it gave no places that it could find again: its window begins at the beginning. */
function own(cursor: string | undefined): string | undefined {
  return readPlainCursor(cursor) ? undefined : cursor;
}
