import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { echoOf } from '../../core/canary/heartbeat.ts';
import { isBundleInScope } from '../../core/execute/scope-check.ts';
import { CANARY_BREACHES } from '../../core/model/canary-verdict.ts';
import { dataBundleSchema } from '../../core/model/data-bundle.ts';
import { functionResponseSchema } from '../../core/model/function-response.ts';
import { loadRegistry } from '../../functions-registry/load-registry.ts';
import type { Registry } from '../../functions-registry/registry.ts';
import { type Host, startHost } from '../../local/host/host.ts';
import { lambdasOf, qualifierOf } from '../../local/registration/lambdas-of.ts';
import { detectSeal } from '../../local/sandbox/detect-seal.ts';
import { localClientConfig } from '../../local/state/local-client-config.ts';
import { uuid } from '../support/builders.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe("the canary's function, sealed", () => {
  let registry: Registry;
  let host: Host;
  let lambda: LambdaClient;

  beforeAll(async () => {
    registry = await loadRegistry('canary-registry');
    const functions = lambdasOf(registry);
    const seal = await detectSeal();
    host = await startHost({
      functions,
      seal,
      now: () => new Date(),
      newId: randomUUID,
      onOutput: () => undefined,
    });
    lambda = new LambdaClient(localClientConfig(host.url));
  }, 60_000);
  afterAll(async () => {
    lambda.destroy();
    await host.close();
  });

  async function call(name: string, event: unknown, TenantId?: string): Promise<unknown> {
    const Qualifier = qualifierOf(registry.functions[0]?.codeHash ?? '');
    const Payload = JSON.stringify(event);
    const answer = await lambda.send(new InvokeCommand({ FunctionName: name, Qualifier, TenantId, Payload }));
    return JSON.parse(answer.Payload?.transformToString() ?? '');
  }
  const heartbeat = (number: number) => ({
    ...{ endpoint: 'canary/heartbeats', recordId: uuid(number), data: { nonce: `${number}` } },
  });

  it('answers each heartbeat by what follows from it, links it, and finds nothing open', async () => {
    const event = { request: { data: { heartbeats: [heartbeat(1), heartbeat(2)] } } };

    const answer = await call('she-canary', event, 'tenant-1');
    const again = await call('she-canary', event, 'tenant-1');

    const item = (number: number) => ({
      ...{ namespace: 'canary', endpoint: 'answers', linkedRecords: [uuid(number)] },
      data: [{ heartbeat: uuid(number), echo: echoOf(`${number}`), breaches: [] }],
    });
    expect(functionResponseSchema.parse(answer)).toEqual([item(1), item(2)]);
    expect(again).toEqual(answer);
  });

  it('asks for no more than its manifest lets it read', async () => {
    const [{ manifest } = { manifest: undefined }] = registry.functions;

    const bundle = dataBundleSchema.parse(await call('she-canary-bundle', {}, 'tenant-1'));

    const { reads = [], namespace = '', endpoint = '', allowSubpaths = false } = manifest ?? {};
    expect(isBundleInScope(bundle.bundle, { reads, namespace, endpoint, allowSubpaths })).toBe(true);
  });

  it('may answer with the breaches that the canary knows, and no others', () => {
    const schema = registry.functions[0]?.outputSchema as {
      properties: { breaches: { items: { enum: string[] } } };
    };

    expect(schema.properties.breaches.items.enum).toEqual([...CANARY_BREACHES]);
  });
});

describe('what the function notices', () => {
  const folder = temporaryFolder();
  const program = '../../canary-registry/canary/code/breaches.mjs';
  const tenants = (found: readonly string[]) => found.filter((one) => one.endsWith('tenant'));

  it('is a tenant that was here before, by what it left in memory or in a file, and one that is nobody', async () => {
    const { breaches } = await import(program);
    const mark = `${folder}/mark`;

    const first = tenants(breaches('tenant-1', mark));
    const same = tenants(breaches('tenant-1', mark));
    const byMemory = tenants(breaches('tenant-2', `${folder}/other`));
    const nobody = tenants(breaches(undefined, `${folder}/third`));
    writeFileSync(mark, 'tenant-3');
    const byFile = tenants(breaches('tenant-1', mark));

    expect([first, same]).toEqual([[], []]);
    expect([byMemory, byFile]).toEqual([['another-tenant'], ['another-tenant']]);
    expect(nobody).toEqual(['no-tenant', 'another-tenant']);
  });
});
