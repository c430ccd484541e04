import { KMSClient } from '@aws-sdk/client-kms';
import { localClientConfig } from '../../local/state/local-client-config.ts';
import { LocalKms } from '../../proof/canary/play/kms.ts';
import { startHttpServer } from './http-server.ts';

export interface TestKms {
  readonly client: KMSClient;
  /** Operations it was asked for, oldest first: `Decrypt`. */
  asked(): readonly string[];
  /** From now on it answers nothing but this error, until it is called without one. */
  fail(error?: string): void;
  close(): Promise<void>;
}

/** A KMS on this machine, which the real client speaks with. */
export async function startLocalKms(): Promise<TestKms> {
  const kms = new LocalKms();
  let failure: string | undefined;
  const targetOf = (headers: { readonly [name: string]: unknown }) => String(headers['x-amz-target']);
  const headers = { 'content-type': 'application/x-amz-json-1.1' };
  const server = await startHttpServer((request) => {
    const refused = { status: 400, body: { __type: failure ?? 'UnknownOperationException' } };
    const answer = failure ? refused : (kms.answer(targetOf(request.headers), request.body) ?? refused);
    return { status: answer.status, headers, body: JSON.stringify(answer.body) };
  });
  const client = new KMSClient({ ...localClientConfig(server.url), maxAttempts: 1 });
  return {
    client,
    asked: () => server.requests.map((request) => targetOf(request.headers).split('.')[1] ?? ''),
    fail: (error) => {
      failure = error;
    },
    close: async () => {
      client.destroy();
      await server.close();
    },
  };
}
