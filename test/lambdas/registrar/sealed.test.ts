import { LambdaClient } from '@aws-sdk/client-lambda';
import { loadRegistry } from '../../../functions-registry/load-registry.ts';
import { lockRegistry } from '../../../functions-registry/lock-registry.ts';
import type { Registry } from '../../../functions-registry/registry.ts';
import { lambdasOf } from '../../../local/registration/lambdas-of.ts';
import { detectSeal } from '../../../local/sandbox/detect-seal.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { startTestHost } from '../../local/host/sealed-host.ts';
import { aConfiguration } from '../../support/builders.ts';
import { openDeployment } from '../../support/deployment.ts';
import { aFunction, aRegistry, removeRegistries } from '../../support/manifest-builder.ts';

/** Asks for what was created between the two dates, and says so when it is not only asked. */
const codeOf = (id: string, refuses: boolean) => `
const published = ${JSON.stringify(aConfiguration({ id }))};
export const configuration = () => {
  ${refuses ? "throw new Error('no such model');" : ''}
  return published;
};
const created = ({ fromDate, untilDate }) => ({
  field: 'created_time',
  operator: { operator: 'between', lower: fromDate, upper: untilDate },
});
export const bundle = (dates) => ({
  name: 'drinks',
  bundle: { all: { endpoints: [{ endpoint: 'kitchen/drinks', filters: [created(dates)] }] } },
});
export const process = () => console.log('called');
`;

async function registryWith(functions: Readonly<Record<string, { refuses: boolean }>>): Promise<Registry> {
  const folders = Object.entries(functions).map(([id, { refuses }]) => [
    id,
    aFunction({ id }, { 'code/index.mjs': codeOf(id, refuses) }),
  ]);
  const directory = await aRegistry(Object.fromEntries(folders));
  await lockRegistry(directory);
  return loadRegistry(directory);
}

/** Deploys these functions to a host that seals them, as version 7. */
async function deploy(registry: Registry) {
  const functions = lambdasOf(registry).map((one) => ({ ...one, qualifier: '7' }));
  const sealed = await startTestHost(await detectSeal(), functions);
  const lambda = new LambdaClient({ ...localClientConfig(sealed.host.url), maxAttempts: 1 });
  const deployment = await openDeployment({ lambda });
  try {
    const told = await deployment.deploy(registry.functions, { version: '7' });
    const releases = await deployment.find(registry.functions[0]?.manifest.id ?? '');
    return { told, releases, printed: sealed.lines };
  } finally {
    lambda.destroy();
    await deployment.close();
    await sealed.close();
  }
}

afterAll(removeRegistries);

describe('the registrar in front of sealed functions', () => {
  it('registers one, frozen, without ever running what sees data', async () => {
    const registry = await registryWith({ 'step-counter': { refuses: false } });

    const { told, releases, printed } = await deploy(registry);

    expect(told.Status).toBe('SUCCESS');
    expect(releases?.stable).toMatchObject({
      codeHash: registry.functions[0]?.codeHash,
      process: { functionName: 'she-step-counter', qualifier: '7' },
      frozenBundle: { dates: [{ date: 'fromDate' }, { date: 'untilDate' }] },
    });
    expect(printed).toEqual([]);
  });

  it("fails the deployment of all with one function's own words, and stores none", async () => {
    const registry = await registryWith({ 'a-counter': { refuses: false }, 'b-counter': { refuses: true } });

    const { told, releases } = await deploy(registry);

    expect(told).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringMatching(/^she-b-counter-configuration failed: .*no such model/),
    });
    expect(releases).toBeUndefined();
  });
});
