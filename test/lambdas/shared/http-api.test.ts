import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Hono } from 'hono';
import { httpApiHandler } from '../../../lambdas/shared/http-api.ts';

const anEvent = (change: Partial<APIGatewayProxyEventV2> = {}, method = 'GET') =>
  ({
    rawPath: '/api/v2.6/she/execution',
    rawQueryString: 'take=1',
    headers: { 'x-auth-token': 'token' },
    requestContext: { domainName: 'engine.example', http: { method } },
    ...change,
  }) as APIGatewayProxyEventV2;

const echo = new Hono().all('*', async ({ req }) =>
  Response.json(
    { method: req.method, url: req.url, token: req.header('x-auth-token'), body: await req.text() },
    { status: 202, headers: { 'x-auth-token': 'another' } },
  ),
);

describe('httpApiHandler', () => {
  const handler = httpApiHandler(echo);

  it.each(['GET', 'POST'])('hands on method, address and headers of a %s, and the reply', async (method) => {
    const reply = await handler(anEvent({}, method));

    expect(reply).toMatchObject({ statusCode: 202, headers: { 'x-auth-token': 'another' } });
    expect(JSON.parse(reply.body ?? '')).toEqual({
      ...{ method, url: 'https://engine.example/api/v2.6/she/execution?take=1', token: 'token', body: '' },
    });
  });

  it.each([
    ['a text', { body: '{"so":"wie"}' }, '{"so":"wie"}'],
    ['a text in base 64', { body: 'eyJzbyI6InfDpHIifQ==', isBase64Encoded: true }, '{"so":"wär"}'],
    ['an empty one', { body: '' }, ''],
  ])('hands on the body of a POST: %s', async (_what, sent, body) => {
    const reply = await handler(anEvent(sent, 'POST'));

    expect(JSON.parse(reply.body ?? '')).toMatchObject({ body });
  });

  it.each(['GET', 'HEAD'])('hands on no body of a %s, which has none', async (method) => {
    const reply = await handler(anEvent({ body: 'SECRET' }, method));

    expect(reply.statusCode).toBe(202);
    expect(reply.body).not.toContain('SECRET');
  });

  it.each([
    ['method', anEvent({}, 'TRACE')],
    ['method of odd form', anEvent({}, 'SECRET SECRET')],
    ['header', anEvent({ headers: { 'x-auth-token': 'SECRET\u0000' } })],
    ['name of a header', anEvent({ headers: { 'SECRET SECRET': '1' } })],
    ['address', anEvent({ requestContext: { domainName: 'SECRET^', http: { method: 'GET' } } as never })],
  ])('I9: refuses a request that cannot be read without a word of it: %s', async (_what, event) => {
    const reply = await handler(event);

    expect(reply.statusCode).toBe(400);
    expect(JSON.parse(reply.body ?? '')).toMatchObject({ cause: 'The request cannot be read' });
    expect(JSON.stringify(reply)).not.toContain('SECRET');
  });
});
