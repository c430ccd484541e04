import type { HttpRequest } from '../../support/http-server.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';

/** What an operation answers: XML inside its response element, or JSON. `404` is Lambda's "there is none". */
export type Answers = Readonly<Record<string, string | object | 404>>;

/** A server on this machine that answers as AWS's services do, by the name of the operation. */
export async function startAws(answers: () => Answers): Promise<HttpServer> {
  return startHttpServer((request) => {
    const operation = operationOf(request);
    const answer = answers()[operation];
    if (answer === 404) {
      const headers = { 'x-amzn-errortype': 'ResourceNotFoundException', 'content-type': 'application/json' };
      return { status: 404, headers, body: '{"Message":"There is none."}' };
    }
    if (typeof answer === 'string')
      return { status: 200, headers: { 'content-type': 'text/xml' }, body: xml(operation, answer) };
    const headers = { 'content-type': 'application/x-amz-json-1.1' };
    if (answer) return { status: 200, headers, body: JSON.stringify(answer) };
    return {
      status: 400,
      headers,
      body: JSON.stringify({ __type: 'AccessDeniedException', message: operation }),
    };
  });
}

/** `ec2:DescribeVpcs`, by the way its service is asked. */
export function operationOf({ method, path, headers, body }: HttpRequest): string {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/(\w+)\//.exec(headers.authorization ?? '')?.[1] ?? '?';
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return `${service}:${target.split('.').at(-1)}`;
  const action = new URLSearchParams(body).get('Action');
  if (action) return `${service}:${action}`;
  return `${service}:${method} ${path.replace(/^\/[\d-]+/, '').replace(/\?.*$/, '')}`;
}

/** EC2 answers without the element that the older services put around a result. */
function xml(operation: string, content: string): string {
  const [service, name] = operation.split(':');
  const inside = service === 'ec2' ? content : `<${name}Result>${content}</${name}Result>`;
  return `<${name}Response>${inside}</${name}Response>`;
}
