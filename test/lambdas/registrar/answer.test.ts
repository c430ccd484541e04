import { answer } from '../../../lambdas/registrar/answer.ts';
import type { ResourceRequest } from '../../../lambdas/registrar/request.ts';
import { type HttpAnswer, type HttpServer, startHttpServer } from '../../support/http-server.ts';

const requestTo = (url: string): ResourceRequest => ({
  RequestType: 'Create',
  ResponseURL: `${url}/answers?X-Amz-Signature=abc`,
  StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/She-Functions-007/6f1c4b0e',
  RequestId: 'request-1',
  LogicalResourceId: 'Registration',
});

describe("CloudFormation's answer", () => {
  let server: HttpServer;
  let replies: HttpAnswer[];
  let slept: number[];
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds);
  };

  beforeEach(async () => {
    replies = [];
    slept = [];
    server = await startHttpServer(() => replies.shift() ?? { status: 200 });
  });
  afterEach(() => server.close());

  it('is put where the request says, as it was signed: without a content type', async () => {
    await answer(requestTo(server.url), {}, sleep);

    const [{ method, path, headers, body } = { body: '' }] = server.requests;
    expect([method, path]).toEqual(['PUT', '/answers?X-Amz-Signature=abc']);
    expect(headers).not.toHaveProperty('content-type');
    expect(headers).toHaveProperty('content-length', String(Buffer.byteLength(body)));
    expect(JSON.parse(body)).toEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: 'registration-of-She-Functions-007',
      ...{ StackId: requestTo('').StackId, RequestId: 'request-1', LogicalResourceId: 'Registration' },
    });
  });

  it('tells the reason of a failure', async () => {
    await answer(requestTo(server.url), { reason: 'Function a: “wrong”' }, sleep);

    expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({
      ...{ Status: 'FAILED', Reason: 'Function a: “wrong”' },
    });
  });

  it('is told again when it was not taken, after a longer pause each time', async () => {
    replies = [{ status: 503 }, { status: 500 }];

    await answer(requestTo(server.url), {}, sleep);

    expect(server.requests).toHaveLength(3);
    expect(slept).toEqual([500, 1000]);
  });

  it('fails where it is never taken, so that Lambda begins anew', async () => {
    replies = Array.from({ length: 4 }, () => ({ status: 503 }));

    await expect(answer(requestTo(server.url), {}, sleep)).rejects.toThrow('could not be told');
  });
});
