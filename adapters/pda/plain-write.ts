import * as z from 'zod/mini';
import { ExecutionFailure } from '../../core/errors.ts';
import { inTurns } from '../../core/in-turns.ts';
import type { DerivedRecord } from '../../core/ports.ts';
import type { Dialect, Exchange } from './exchange.ts';
import type { PdaReply } from './pda-request.ts';
import { contentOf, idsByContent, withoutKnown } from './plain-known.ts';
import { accepted, isReply, savedIds } from './replies.ts';

/** Requests at the same time, to one PDA. */
const AT_ONCE = 8;
/** More would make an address that servers refuse. */
const MOST_LINKS = 100;

const duplicateSchema = z.object({ cause: z.string().check(z.endsWith(' - Duplicate data')) });

/**
 * Saves each place's records in one request, all or nothing; what the PDA knows already counts as written. Of a record
 * that it knew the id is not told, so that it gets no links.
 */
export const writePlain: Dialect['writeDerived'] = async (exchange, { records }) => {
  for (const endpoint of new Set(records.map((record) => record.endpoint))) {
    const ofPlace = records.filter((record) => record.endpoint === endpoint);
    const saved = await save(exchange, endpoint, ofPlace);
    await inTurns(saved, AT_ONCE, (one) => link(exchange, one));
  }
};

interface SavedRecord {
  readonly recordId: string;
  readonly linkedRecords: readonly string[];
}

/** @returns those that the PDA did not know, as far as it told their ids */
async function save(
  exchange: Exchange,
  endpoint: string,
  records: readonly DerivedRecord[],
): Promise<readonly SavedRecord[]> {
  const reply = await post(exchange, endpoint, records);
  if (reply.status === 413) return saveHalves(exchange, endpoint, records);
  if (!isDuplicate(reply)) return withIds(records, savedIds(accepted(reply)));
  return records.length > 1 ? saveUnknown(exchange, endpoint, records) : [];
}

async function saveHalves(
  exchange: Exchange,
  endpoint: string,
  records: readonly DerivedRecord[],
): Promise<readonly SavedRecord[]> {
  if (records.length === 1) throw new ExecutionFailure('DERIVED_TOO_LARGE');
  const middle = Math.ceil(records.length / 2);
  const first = await save(exchange, endpoint, records.slice(0, middle));
  return [...first, ...(await save(exchange, endpoint, records.slice(middle)))];
}

/**
 * Saves what the PDA does not know, of records some of which it does. Asked to skip those, it skips whatever fails, and
 * tells what it saved: all else must be found there, or is sent alone, where the answer says what became of it.
 */
async function saveUnknown(
  exchange: Exchange,
  endpoint: string,
  records: readonly DerivedRecord[],
): Promise<readonly SavedRecord[]> {
  const reply = await post(exchange, `${endpoint}?skipErrors=true`, records);
  const ids = isDuplicate(reply) ? new Map<string, string>() : idsByContent(accepted(reply));
  const saved = records.flatMap(({ data, linkedRecords }) => {
    const recordId = ids.get(contentOf(data));
    return recordId === undefined ? [] : [{ recordId, linkedRecords }];
  });
  const missing = records.filter(({ data }) => !ids.has(contentOf(data)));
  const unknown = await withoutKnown(exchange, endpoint, missing);
  const late = await inTurns(unknown, AT_ONCE, (record) => save(exchange, endpoint, [record]));
  return [...saved, ...late.flat()];
}

/** A list even of one: a record that is a list itself would else be taken for several. */
function post(exchange: Exchange, place: string, records: readonly DerivedRecord[]): Promise<PdaReply> {
  const body = records.map(({ data }) => data);
  return exchange.send({ method: 'POST', path: `/api/v2.6/data/${place}`, body });
}

const isDuplicate = (reply: PdaReply) => isReply(reply, 400, duplicateSchema);

function withIds(records: readonly DerivedRecord[], ids: readonly string[]): readonly SavedRecord[] {
  if (ids.length !== records.length) return [];
  return records.map(({ linkedRecords }, index) => ({ recordId: ids[index] as string, linkedRecords }));
}

/** The record is written: were this to fail the run, a function that never repeats itself would write it for ever. */
async function link(exchange: Exchange, { recordId, linkedRecords }: SavedRecord): Promise<void> {
  for (let start = 0; start < linkedRecords.length; start += MOST_LINKS) {
    const group = [recordId, ...linkedRecords.slice(start, start + MOST_LINKS)];
    const query = group.map((id) => `records=${encodeURIComponent(id)}`).join('&');
    await exchange.send({ method: 'POST', path: `/api/v2.6/data-link?${query}` }).catch(() => undefined);
  }
}
