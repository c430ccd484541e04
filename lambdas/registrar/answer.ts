import { EngineError } from '../../core/errors.ts';
import type { AnswerAddress } from './request.ts';

/** How a request ended; without a reason it succeeded. */
export interface Answer {
  readonly reason?: string | undefined;
}

const ATTEMPTS = 4;
const PATIENCE_MS = 5_000;
/** After the first try; twice as long after each one more: all tries take less than the time kept back for them. */
const PAUSE_MS = 500;

/**
 * Tells CloudFormation how a request ended, at the address that the request came with.
 * @throws EngineError when that cannot be told
 */
export async function answer(
  address: AnswerAddress,
  { reason }: Answer,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = address;
  const body = JSON.stringify({
    Status: reason === undefined ? 'SUCCESS' : 'FAILED',
    ...(reason === undefined ? {} : { Reason: reason }),
    // Always the same: another would make CloudFormation delete this one after an update.
    PhysicalResourceId: `registration-of-${StackId.split('/')[1]}`,
    ...{ StackId, RequestId, LogicalResourceId },
  });
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await sleep(PAUSE_MS * 2 ** (attempt - 1));
    if (await isTaken(address.ResponseURL, Buffer.from(body))) return;
  }
  throw new EngineError('CloudFormation could not be told how its request ended');
}

/** Bytes, since the address is signed for a body without a content type. */
async function isTaken(address: string, body: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const told = fetch(address, { method: 'PUT', body, signal: AbortSignal.timeout(PATIENCE_MS) });
  return told.then(
    ({ ok }) => ok,
    () => false,
  );
}
