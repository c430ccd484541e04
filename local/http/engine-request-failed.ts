import * as z from 'zod/mini';
import { EngineError } from '../../core/errors.ts';
import { reasonOf } from '../failure-reason.ts';
import type { EngineAddress } from './engine-address.ts';

interface Failure {
  readonly message: string;
  readonly cause: string;
  readonly remedy: string;
  readonly status?: number;
}

/** A call to an engine failed: `message` says what, `cause` why and `remedy` what to do about it. */
export class EngineRequestFailed extends EngineError {
  override readonly name = 'EngineRequestFailed';
  override readonly cause: string;
  readonly remedy: string;
  /** HTTP status; absent when there was no answer. */
  readonly status: number | undefined;

  constructor(failure: Failure) {
    super(failure.message);
    this.cause = failure.cause;
    this.remedy = failure.remedy;
    this.status = failure.status;
  }
}

/** There was no answer, or only a part of one. */
export function unreachable({ url }: EngineAddress, error: unknown): EngineRequestFailed {
  const { code, message } = reasonOf(error);
  const causes: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'there is no machine of that name',
    ECONNRESET: 'the connection broke off',
    ETIMEDOUT: 'it did not answer within a minute',
  };
  return new EngineRequestFailed({
    message: `Could not reach the engine at ${url}`,
    cause: causes[code ?? ''] ?? message,
    remedy: 'start it with "npm start", or say with --url where it runs',
  });
}

const bodySchema = z.object({
  message: z.optional(z.string()),
  cause: z.optional(z.string()),
  details: z.optional(z.array(z.string())),
});

/** The engine answered with an error status. */
export function refused(
  { url, pda }: EngineAddress,
  call: string,
  status: number,
  content: string,
): EngineRequestFailed {
  const body = parseBody(content);
  if (status === 401) {
    return new EngineRequestFailed({
      message: `Could not sign in to ${pda}`,
      cause: 'user or password is wrong',
      remedy: 'check --user and --password',
      status,
    });
  }
  if (status === 404 && body.message === 'HAT unavailable') {
    return new EngineRequestFailed({
      message: `Unknown PDA ${pda}`,
      cause: `the engine at ${url} has no PDA of that name`,
      remedy: `check --pda; ${url} lists the PDAs there are`,
      status,
    });
  }
  return new EngineRequestFailed({
    message: `${call} failed (${status})`,
    cause: body.cause ?? body.message ?? 'the engine gave no reason',
    remedy: body.details?.join('; ') ?? "try again; the engine's own output may say more",
    status,
  });
}

function parseBody(content: string): z.infer<typeof bodySchema> {
  try {
    return bodySchema.safeParse(JSON.parse(content)).data ?? {};
  } catch {
    return {};
  }
}
