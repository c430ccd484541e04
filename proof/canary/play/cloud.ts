import type { Evidence } from './evidence.ts';
import { type Heard, type HttpService, passOn, type Said, startHttpService } from './http-service.ts';
import { LocalKms } from './kms.ts';

export interface Secrets {
  readonly [id: string]: Buffer;
}

/** The services of AWS that have no emulator here: they answer as far as the engine asks, and hear everything. */
export function startCloud(evidence: Evidence, secrets: Secrets): Promise<HttpService> {
  const kms = new LocalKms();
  return startHttpService(async ({ method, path, headers, body }) => {
    const target = String(headers['x-amz-target'] ?? '');
    const ofKms = kms.answer(target, body.toString());
    if (ofKms) return { ...json(ofKms.body), status: ofKms.status };
    if (target === 'AWSEvents.PutEvents') {
      evidence.add('published events', target, body);
      return json({ FailedEntryCount: 0, Entries: [{ EventId: 'event' }] });
    }
    if (target === 'secretsmanager.GetSecretValue') {
      const { SecretId } = JSON.parse(body.toString());
      return json({ Name: SecretId, SecretBinary: secrets[SecretId]?.toString('base64') });
    }
    const channel = serviceOf(headers) === 'monitoring' ? 'metrics' : 'other AWS services';
    const told = Buffer.from(`${path}\n${JSON.stringify(headers)}\n`);
    evidence.add(channel, `${method} ${path} ${target}`, Buffer.concat([told, body]));
    return { status: 500, body: '' };
  });
}

/** Which service a request is signed for, whatever its protocol: `monitoring` is CloudWatch. */
function serviceOf({ authorization = '' }: Heard['headers']): string | undefined {
  return /Credential=[^/]*\/\d+\/[^/]*\/([^/]+)\/aws4_request/.exec(authorization)?.[1];
}

const json = (body: unknown): Said => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});

/**
 * Lambda's Invoke API in front of the sealed host. It gives the log tail to whoever asks for it, as Lambda does.
 *
 * @param printed what the functions have printed since the last look
 */
export function startInvokeProxy(
  hostUrl: string,
  evidence: Evidence,
  printed: () => readonly string[],
): Promise<HttpService> {
  return startHttpService(async (heard: Heard) => {
    const said = await passOn(hostUrl, heard).catch((error: NodeJS.ErrnoException) => {
      evidence.note(`on AWS: the host gave no answer: ${error.code}`);
      throw error;
    });
    const name = heard.path.split('/')[3] ?? '';
    if (said.status !== 200)
      evidence.note(`on AWS: ${name} was answered ${said.status} ${said.headers?.['x-amzn-errortype']}`);
    evidence.add('what functions are told', name, heard.body);
    evidence.add('what functions answer', name, said.body as Buffer);
    const lines = printed();
    if (heard.headers['x-amz-log-type'] === 'Tail') evidence.add('log tails', name, lines.join('\n'));
    return said;
  });
}
