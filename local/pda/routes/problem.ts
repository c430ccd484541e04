import type { Context } from 'hono';
import { routePath } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { EvaluationError } from '../query/evaluation-error.ts';
import { DiskFull } from '../store/free-space.ts';
import { DatabaseUnavailable, SqlError } from '../store/sql.ts';

/** A reply other than success, thrown from anywhere below a route. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: ContentfulStatusCode;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: ContentfulStatusCode, body: Readonly<Record<string, unknown>>) {
    super(`HTTP ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** 400 for input that cannot be read, in the form of the reference's framework. */
export function badRequest(message: string): Problem {
  return new Problem(400, { error: 'Bad Request', message });
}

export function accessDenied(): Problem {
  return new Problem(403, { error: 'Forbidden', message: 'Access Denied' });
}

export function routeMissing(context: Context): Response {
  const { method, path } = context.req;
  const message = `Request handler at ${method}:${path} does not exist`;
  return context.json({ error: 'Handler Not Found', message }, 404);
}

/**
 * Turns what a route threw into a reply. Of the unexpected, `report` gets id and kind, never the message, which
 * may quote stored data.
 */
export function problemReply(
  newId: () => string,
  report: (line: string) => void,
): (error: Error, context: Context) => Response {
  return (error, context) => {
    if (error instanceof Problem) return context.json(error.body, error.status);
    if (error instanceof EvaluationError) return context.json(evaluationBody(error), 400);
    if (error instanceof DiskFull) return context.json(diskFullBody(error), 507);
    if (isTooLong(error)) return context.json(TOO_LONG, 400);
    const id = newId();
    report(`PDA request failed: incident ${id}, ${whatFailed(context, error)}`);
    if (error instanceof DatabaseUnavailable) return context.json(UNAVAILABLE, 503);
    return context.json({ error: 'Internal Server error', message: `Server error occurred: ${id}` }, 500);
  };
}

/** The route and the kind of the error, such as `GET /data/sources, SqlError 22003`. */
export function whatFailed(context: Context, error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  const kind = error instanceof SqlError ? `SqlError ${error.code}` : name;
  return `${context.req.method} ${routePath(context, -1)}, ${kind}`;
}

const UNAVAILABLE = {
  message: 'Service Unavailable',
  cause: 'The database of this PDA cannot be asked at the moment',
  details: ['Try again in a moment; if it stays so, tell who runs this PDA.'],
};

const TOO_LONG = {
  message: 'Bad Request',
  cause: 'An endpoint or another name is longer than a PDA can hold',
  details: ['Use shorter names: 1000 characters and fewer always fit.'],
};

/** Program limit exceeded: of what a client sends, only what stands in an index has one. */
function isTooLong(error: Error): boolean {
  return error instanceof SqlError && error.code.startsWith('54');
}

function evaluationBody({ message }: EvaluationError) {
  return {
    message: 'Bundle Evaluation Failed',
    cause: message,
    details: ['Correct that part of the data bundle, or the stored values that it reads.'],
  };
}

function diskFullBody({ freeMb }: DiskFull) {
  return {
    message: 'Insufficient Storage',
    cause: `The disk that holds this PDA has only ${freeMb} MB left; nothing was written`,
    details: ['Free some space there, then send it again.'],
  };
}
