import type { IncomingHttpHeaders } from 'node:http';
import { isOwnRequest } from '../http/own-requests.ts';
import { InvokeError } from './invoke-error.ts';

/** Most an invocation may carry, in bytes. */
export const MAX_REQUEST = 6_291_456;

const INVOCATION_TYPES = ['RequestResponse', 'Event', 'DryRun'] as const;

/** What an Invoke call asks for, before anyone knows whether the function exists. */
export interface InvocationRequest {
  readonly functionName: string;
  readonly qualifier: string;
  readonly type: (typeof INVOCATION_TYPES)[number];
  readonly tenant: string | undefined;
}

/**
 * Reads an Invoke call from its HTTP request line and headers.
 *
 * @throws InvokeError what is wrong with it
 */
export function readInvocation(method = '', url = '', headers: IncomingHttpHeaders = {}): InvocationRequest {
  refuseOthers(headers);
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const encodedName = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(pathname)?.[1];
  if (method !== 'POST' || encodedName === undefined) {
    throw new InvokeError('ResourceNotFoundException', 'This host answers the Invoke call only.');
  }
  const [functionName, inName] = splitName(decodeURIComponent(encodedName));
  return {
    functionName,
    qualifier: searchParams.get('Qualifier') ?? inName ?? '$LATEST',
    type: readType(headers['x-amz-invocation-type'] ?? 'RequestResponse'),
    tenant: readTenant(headers['x-amz-tenant-id']),
  };
}

/** Other programs and web pages can reach this port, too; a page may even do so by a name that leads here. */
function refuseOthers(headers: IncomingHttpHeaders): void {
  const local = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '');
  if (!local || !isOwnRequest(headers)) {
    throw new InvokeError('AccessDeniedException', 'Only the engine itself may invoke functions.');
  }
}

/** `name`, `name:qualifier`, `account:function:name` or a whole ARN, with or without its qualifier. */
function splitName(reference: string): readonly [name: string, qualifier?: string] {
  const [name = '', qualifier] = reference.replace(/^.*(^|:)function:/, '').split(':');
  return [name, qualifier];
}

function readType(value: string | readonly string[]): InvocationRequest['type'] {
  const type = INVOCATION_TYPES.find((known) => known === value);
  if (type === undefined) {
    throw new InvokeError(
      'InvalidParameterValueException',
      `InvocationType must be one of ${INVOCATION_TYPES}.`,
    );
  }
  return type;
}

function readTenant(value: string | readonly string[] | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^[\w.:/=+@ -]{1,256}$/.test(value)) return value;
  throw new InvokeError(
    'InvalidParameterValueException',
    'TenantId must be 1 to 256 of A-Z a-z 0-9 . _ : / = + - @.',
  );
}
