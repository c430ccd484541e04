import * as z from 'zod/mini';
import type { RouteContext } from './access.ts';
import { badRequest } from './problem.ts';

/** Record ids of the query, `records` repeated or comma-separated, each once; throws a 400 that names what is none. */
export function recordIds(context: RouteContext): readonly string[] {
  const given = (context.req.queries('records') ?? []).flatMap((text) => text.split(','));
  if (given.length === 0) throw badRequest('records: name at least one record, such as records=<its id>');
  return [...new Set(given.map(recordId))];
}

/** Lower-case, as the PDA writes ids; throws a 400 when `text` is no UUID. */
export function recordId(text: string): string {
  const parsed = z.safeParse(z.guid(), text);
  if (!parsed.success) throw badRequest(`"${text}" is no record id: it must be a UUID`);
  return parsed.data.toLowerCase();
}
