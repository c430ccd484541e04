import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod/mini';
import { parseJson } from '../../../adapters/pda/parse-json.ts';
import { ENGLISH } from '../../../core/model/english.ts';
import type { Json } from '../../../core/model/json.ts';
import type { RouteContext, RouteEnv } from './access.ts';
import {
  digitsWrittenOut,
  MOST_FRACTION_DIGITS,
  MOST_WHOLE_DIGITS,
  unstorableNumber,
} from './json-numbers.ts';
import { jsonDepth, jsonErrorOffset } from './json-place.ts';
import { badRequest, Problem } from './problem.ts';

const MB = 1024 * 1024;
const MAX_DEPTH = 200;
const MOST_RECORDS = 100_000;

/** What a save may carry. */
export const SAVE_BYTES = 6 * MB;
/** What the engine may send: a whole result (6 MB) with ids and links. */
export const ENGINE_BYTES = 16 * MB;

/** Refuses larger bodies before they are read. */
export function atMost(bytes: number): MiddlewareHandler<RouteEnv> {
  return bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw tooLarge(`The body is larger than ${bytes / MB} MB`);
    },
  });
}

/** Throws a 413 when there are more records than one transaction should hold others up for. */
export function assertFewEnough(records: number): void {
  if (records > MOST_RECORDS) {
    throw tooLarge(`The body holds ${records} records, at most ${MOST_RECORDS} are taken at once`);
  }
}

function tooLarge(cause: string): Problem {
  const details = ['Send the records in several smaller requests.'];
  return new Problem(413, { message: 'Payload Too Large', cause, details });
}

/** Body of the request as JSON; throws a 400 that says where it stops being JSON. */
export async function jsonBody(context: RouteContext): Promise<Json> {
  const text = await context.req.text();
  if (jsonDepth(text) > MAX_DEPTH) {
    throw badRequest(`The JSON is nested more than ${MAX_DEPTH} levels deep; send flatter records`);
  }
  const value = parse(text);
  assertStorable(value);
  return value;
}

function parse(text: string): Json {
  try {
    return parseJson(text) as Json;
  } catch {
    throw badRequest(malformed(text));
  }
}

/** A few characters make a number of thousands of digits, and each of them is stored and sent. */
function assertStorable(value: Json): void {
  const place = unstorableNumber(value);
  if (place !== undefined) {
    const most = `${MOST_WHOLE_DIGITS} digits before the point or ${MOST_FRACTION_DIGITS} after it`;
    throw badRequest(`${place || 'body'}: the number has more than ${most}; send it as text`);
  }
  if (digitsWrittenOut(value) > ENGINE_BYTES) {
    throw tooLarge(
      `The numbers in the body, written without exponents, are longer than ${ENGINE_BYTES / MB} MB`,
    );
  }
}

/** Body of the request in the shape of `schema`; throws a 400 that names each place that differs. */
export async function bodyAs<T>(context: RouteContext, schema: z.ZodMiniType<T>): Promise<T> {
  const parsed = z.safeParse(schema, await jsonBody(context), ENGLISH);
  if (parsed.success) return parsed.data;
  throw badRequest(describe(parsed.error));
}

/** Every issue as `place: what is wrong`. */
export function describe(error: z.core.$ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
}

function malformed(text: string): string {
  const offset = jsonErrorOffset(text);
  const before = text.slice(0, offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const place = `line ${before.length}, column ${column}`;
  if (offset === text.length) return `Malformed JSON: it ends too early, at ${place}`;
  return `Malformed JSON: unexpected character at ${place}`;
}
