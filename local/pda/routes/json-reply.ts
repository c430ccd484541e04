import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { jsonText } from '../../../core/model/exact-number.ts';
import type { RouteContext } from './access.ts';

/** A reply that holds records' data: as `context.json`, with every digit of its numbers. */
export function jsonReply(
  context: RouteContext,
  value: unknown,
  status: ContentfulStatusCode = 200,
): Response {
  return context.body(jsonText(value), status, { 'Content-Type': 'application/json' });
}
