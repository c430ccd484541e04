import { DeploymentInvalid } from '../../lib/deployment-invalid.ts';
import { loadCanary } from '../../lib/load-canary.ts';
import { aRegisteredFunction } from '../support/registered-function.ts';

const REGISTRY = 'canary-registry';

describe('the registry of the canary', () => {
  it('holds one function, which is approved as it lies there', async () => {
    const functions = await loadCanary(REGISTRY, { canary: true }, [aRegisteredFunction()]);

    expect(functions.map(({ manifest }) => manifest.id)).toEqual(['canary']);
  });

  it('is not looked at where a stage has no canary', async () => {
    const functions = await loadCanary('nowhere', { canary: false }, []);

    expect(functions).toEqual([]);
  });

  it('shares no id with the functions of owners', async () => {
    const taken = loadCanary(REGISTRY, { canary: true }, [aRegisteredFunction({ id: 'canary' })]);

    await expect(taken).rejects.toThrow(DeploymentInvalid);
    await expect(taken).rejects.toThrow('give it another id');
  });
});
