import type { Context } from 'hono';
import type { RefusedEvent } from '../../core/manage/accept-events.ts';
import type { CatalogueEntry } from '../../core/model/catalogue-entry.ts';
import { ERRORS, type ErrorCode } from '../../core/model/error-code.ts';

/** Error replies, each in the words that clients of the reference implementation know. */

export function notAuthenticated(context: Context, { cause, remedy }: { cause: string; remedy: string }) {
  const words = { error: 'Not Authenticated', message: 'Not Authenticated' };
  return context.json({ ...words, cause, details: [remedy] }, 401);
}

export function cannotTell(context: Context, { cause, remedy }: { cause: string; remedy: string }) {
  return context.json({ message: 'PDA Unavailable', cause, details: [remedy] }, 503);
}

export function accessDenied(context: Context) {
  return context.json({ error: 'Forbidden', message: 'Access Denied' }, 403);
}

export function unknownRoute(context: Context) {
  const message = `Request handler at ${context.req.method}:${context.req.path} does not exist`;
  return context.json({ error: 'Handler Not Found', message }, 404);
}

export function internalError(context: Context) {
  const message = "Server error occurred: the engine's log tells more";
  return context.json({ error: 'Internal Server error', message }, 500);
}

export function badRequest(context: Context, cause: string, remedy: string) {
  return context.json({ message: 'Bad Request', cause, details: [remedy] }, 400);
}

export function payloadTooLarge(context: Context, cause: string, remedy: string) {
  return context.json({ message: 'Payload Too Large', cause, details: [remedy] }, 413);
}

export function noEventAccepted(context: Context, refused: readonly RefusedEvent[]) {
  const cause = 'None of the events can be read';
  const details = ['Correct what each of "refused" names, by its place from 0.'];
  return context.json({ message: 'Bad Request', cause, details, refused }, 400);
}

export function pdaUnavailable(context: Context, pda: string) {
  const remedy = 'Try again in a minute; check that the PDA is up.';
  return cannotTell(context, { cause: `${pda} did not answer in time, or not as a PDA does.`, remedy });
}

export function pdaRefused(context: Context, pda: string) {
  const cause = `${pda} did not show its records to its owner's token.`;
  return context.json({ message: 'PDA Refused', cause, details: ['Log in again, and ask once more.'] }, 502);
}

export function functionNotFound(context: Context, id: string) {
  return context.json({ message: 'Function Not Found', cause: `Function ${id} not found` }, 404);
}

export function functionNotAvailable(context: Context, { id }: CatalogueEntry) {
  const cause = `Function ${id} not available for execution`;
  return context.json({ message: 'Function Not Available', cause }, 400);
}

export function functionNotEnabled(context: Context, { id }: CatalogueEntry, details?: readonly string[]) {
  const cause = `Function ${id} not enabled for execution`;
  return context.json({ message: 'Function Not Enabled', cause, ...(details ? { details } : {}) }, 400);
}

export function executionFailed(context: Context, pda: string, { id }: CatalogueEntry, code?: ErrorCode) {
  const cause = `Function ${id} execution errored with ${pda} function ${id} failed`;
  const details = code ? [code, ERRORS[code].cause, ERRORS[code].remedy] : [];
  return context.json({ message: 'Function Execution Failed', cause, details }, 500);
}
