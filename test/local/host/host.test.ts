import { detectSeal } from '../../../local/sandbox/detect-seal.ts';
import { nodeFunction, pythonFunction, startTestHost, type TestHost } from './sealed-host.ts';

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost(await detectSeal(), [
    await nodeFunction(
      'hello',
      `export const handler = async (event, context) => ({ hello: event.name, tenant: context.tenantId });`,
    ),
    await pythonFunction(
      'hello-py',
      `def handler(event, context):\n    return {"hello": event["name"], "tenant": context.tenant_id}\n`,
    ),
  ]);
});
afterAll(() => host.close());

describe.each(['hello', 'hello-py'])('%s', (name) => {
  it('answers', async () => {
    const event = { name: 'Ada' };

    const reply = await host.invoke(name, { event });

    expect(reply).toEqual({
      payload: { hello: 'Ada', tenant: 'alice' },
      error: undefined,
      status: 200,
      version: '1',
    });
  });
});
