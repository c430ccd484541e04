import { LambdaInvoker } from '../../../adapters/lambda/lambda-invoker.ts';
import { ExactNumber } from '../../../core/model/exact-number.ts';
import type { Invocation } from '../../../core/ports.ts';
import { createClients } from '../../../lambdas/shared/clients.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { type HttpAnswer, type HttpServer, startHttpServer } from '../../support/http-server.ts';

const CALL: Invocation = {
  functionName: 'she-hydration-coach',
  qualifier: 'sha256-abc',
  tenant: 'tenant-1',
  payload: { request: { data: {} } },
  timeoutMs: 5000,
};

const threw = (payload: string): HttpAnswer => ({
  status: 200,
  headers: { 'x-amz-function-error': 'Unhandled' },
  body: payload,
});
const refused = (status: number, name: string, body = '{"Message":"no","Type":"User"}'): HttpAnswer => ({
  status,
  headers: { 'x-amzn-errortype': name, 'content-type': 'application/json' },
  body,
});

describe('LambdaInvoker', () => {
  let lambda: HttpServer;
  let answer: HttpAnswer | undefined;
  let invoker: LambdaInvoker;
  let close: () => void;

  beforeEach(async () => {
    lambda = await startHttpServer(() => answer);
    const { lambda: client } = createClients({ lambda: localClientConfig(lambda.url) });
    invoker = new LambdaInvoker(client, { sealed: true });
    close = () => client.destroy();
  });
  afterEach(async () => {
    close();
    await lambda.close();
  });

  it.each(['[]', 'null', '{"__proto__":{"a":1}}', '"done"', '[{"data":[1]}]'])(
    'answers %s as it is',
    async (body) => {
      answer = { status: 200, body };

      const result = await invoker.invoke(CALL);

      expect(JSON.stringify(result)).toBe(body);
    },
  );

  it('sends every digit of a number', async () => {
    answer = { status: 200, body: '[]' };
    const payload = { request: { data: [new ExactNumber('1234567890123456789')] } };

    await invoker.invoke({ ...CALL, payload });

    expect(String(lambda.requests[0]?.body)).toBe('{"request":{"data":[1234567890123456789]}}');
  });

  it('calls one immutable version as one tenant, and asks for no log', async () => {
    answer = { status: 200, body: '[]' };

    await invoker.invoke(CALL);

    const [request] = lambda.requests;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/2015-03-31/functions/she-hydration-coach/invocations?Qualifier=sha256-abc',
      body: JSON.stringify(CALL.payload),
    });
    expect(request?.headers).toMatchObject({
      'x-amz-tenant-id': 'tenant-1',
      'x-amz-invocation-type': 'RequestResponse',
    });
    expect(request?.headers).not.toHaveProperty('x-amz-log-type');
  });

  it.each([
    ['an error it threw', '{"errorType":"TypeError","errorMessage":"SECRET"}', 'FUNCTION_ERROR'],
    ['an error of an empty name', '{"errorMessage":"SECRET"}', 'FUNCTION_ERROR'],
    [
      'an error that only says it timed out',
      '{"errorType":"Error","errorMessage":"Task timed out"}',
      'FUNCTION_ERROR',
    ],
    [
      'a time-out of the sandbox',
      '{"errorType":"Sandbox.Timedout","errorMessage":"SECRET"}',
      'FUNCTION_TIMEOUT',
    ],
    [
      "a time-out in Lambda's words",
      '{"errorMessage":"2026-03-02T09:00:00Z 1-2 Task timed out after 3.00 seconds"}',
      'FUNCTION_TIMEOUT',
    ],
    ['an exit', '{"errorType":"Runtime.ExitError","errorMessage":"SECRET"}', 'FUNCTION_CRASHED'],
    ['too little memory', '{"errorType":"Runtime.OutOfMemory"}', 'FUNCTION_CRASHED'],
    ['an answer too large', '{"errorType":"Function.ResponseSizeTooLarge"}', 'RESULT_TOO_LARGE'],
    ['no JSON', 'SECRET', 'FUNCTION_ERROR'],
    ['JSON of another shape', '["SECRET"]', 'FUNCTION_ERROR'],
    ['fields of another type', '{"errorType":7,"errorMessage":["SECRET"]}', 'FUNCTION_ERROR'],
    ['nothing', '', 'FUNCTION_ERROR'],
  ])('fails with a code and no word of the function for %s', async (_what, payload, code) => {
    answer = threw(payload);

    const error = await invoker.invoke(CALL).catch((caught: unknown) => caught);

    expect(error).toMatchObject({ name: 'ExecutionFailure', code, message: code });
    expect(JSON.stringify([error, (error as Error).stack, (error as Error).cause])).not.toContain('SECRET');
  });

  it('fails for an answer that is no JSON', async () => {
    answer = { status: 200, body: 'SECRET' };

    const error = await invoker.invoke(CALL).catch((caught: unknown) => caught);

    expect(error).toMatchObject({ code: 'FUNCTION_ERROR', message: 'FUNCTION_ERROR' });
  });

  it.each([
    [429, 'TooManyRequestsException', 'THROTTLED'],
    [502, 'EC2ThrottledException', 'THROTTLED'],
    [502, 'SubnetIPAddressLimitReachedException', 'THROTTLED'],
    [400, 'ThrottlingException', 'THROTTLED'],
    [502, 'ENINotReadyException', 'FUNCTION_NOT_READY'],
    [502, 'EC2UnexpectedException', 'FUNCTION_NOT_READY'],
    [502, 'ResourceNotReadyException', 'FUNCTION_NOT_READY'],
    [409, 'ResourceConflictException', 'FUNCTION_NOT_READY'],
    [404, 'ResourceNotFoundException', 'FUNCTION_NOT_READY'],
    [413, 'RequestTooLargeException', 'RECORD_TOO_LARGE'],
    [500, 'ServiceException', 'INTERNAL'],
    [400, 'InvalidParameterValueException', 'INTERNAL'],
  ])('is refused with %d %s: %s, and tries no second time', async (status, name, code) => {
    answer = refused(status, name);

    const error = await invoker.invoke(CALL).catch((caught: unknown) => caught);

    expect(error).toMatchObject({ name: 'ExecutionFailure', code, message: code });
    expect(lambda.requests).toHaveLength(1);
  });

  it('gives a function up that does not answer in time', async () => {
    answer = undefined;

    const invoking = invoker.invoke({ ...CALL, timeoutMs: 50 });

    await expect(invoking).rejects.toMatchObject({ code: 'FUNCTION_TIMEOUT' });
  });

  it('takes a Lambda that cannot be reached for our own fault', async () => {
    await lambda.close();

    const invoking = invoker.invoke(CALL);

    await expect(invoking).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});
