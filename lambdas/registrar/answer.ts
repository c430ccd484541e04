import { EngineError } from '../../core/errors.ts';
import type { ResourceRequest } from './request.ts';

/** How a request ended; without a reason it succeeded. */
export interface Answer {
  readonly reason?: string | undefined;
}

const ATTEMPTS = 4;
const PATIENCE_MS = 5_000;

/**
 * Tells CloudFormation how a request ended, at the address that the request came with.
 * @throws EngineError when that cannot be told
 */
export async function answer(request: ResourceRequest, { reason }: Answer): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = request;
  const body = JSON.stringify({
    Status: reason === undefined ? 'SUCCESS' : 'FAILED',
    ...(reason === undefined ? {} : { Reason: reason }),
    // Always the same: another would make CloudFormation delete this one after an update.
    PhysicalResourceId: `registration-of-${StackId.split('/')[1]}`,
    ...{ StackId, RequestId, LogicalResourceId },
  });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++)
    if (await isTaken(request.ResponseURL, Buffer.from(body))) return;
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
