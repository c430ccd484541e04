import * as z from 'zod/mini';
import { jsonText } from '../../core/model/exact-number.ts';
import { isJsonObject, type Json } from '../../core/model/json.ts';
import type { DerivedRecord } from '../../core/ports.ts';
import type { Exchange } from './exchange.ts';
import type { PdaReply } from './pda-request.ts';
import { accepted, parsed } from './replies.ts';

const PAGE = 1000;
const MOST_PAGES = 50;
/** So few are sent one by one as soon as they are looked for. */
const FEW = 50;

const recordsSchema = z.array(z.object({ recordId: z.guid(), data: z.unknown() }));

/** The same for two values that are the same, however their members are ordered. */
export function contentOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(contentOf).join(',')}]`;
  if (!isJsonObject(value)) return jsonText(value);
  const members = Object.keys(value).toSorted();
  return `{${members.map((key) => `${JSON.stringify(key)}:${contentOf(value[key] as Json)}`).join(',')}}`;
}

/** Content → record id, of the records that a reply tells of; none when it tells of something else. */
export function idsByContent(reply: PdaReply): ReadonlyMap<string, string> {
  return new Map(recordsIn(reply).map(({ recordId, data }) => [contentOf(data as Json), recordId]));
}

/**
 * Looks for records at their place, newest first, as long as that is quicker than to send them.
 * @returns those that were not found; some of them may be there all the same
 */
export async function withoutKnown(
  exchange: Exchange,
  endpoint: string,
  records: readonly DerivedRecord[],
): Promise<readonly DerivedRecord[]> {
  const missing = new Map(records.map((record) => [contentOf(record.data), record]));
  for (let page = 0; missing.size > FEW && page < MOST_PAGES; page += 1) {
    const found = await pageOf(exchange, `${endpoint}?ordering=descending&skip=${page * PAGE}&take=${PAGE}`);
    for (const { data } of found) missing.delete(contentOf(data as Json));
    if (found.length < PAGE) break;
  }
  return [...missing.values()];
}

/** Empty when it cannot be had: nothing is lost but time. */
async function pageOf(exchange: Exchange, place: string) {
  const reply = await exchange
    .send({ method: 'GET', path: `/api/v2.6/data/${place}` })
    .catch(() => undefined);
  return reply ? recordsIn(reply) : [];
}

function recordsIn(reply: PdaReply): z.infer<typeof recordsSchema> {
  try {
    return parsed(recordsSchema, accepted(reply));
  } catch {
    return [];
  }
}
