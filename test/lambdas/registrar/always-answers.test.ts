import { type DeploymentOptions, openDeployment } from '../../support/deployment.ts';
import { eventually } from '../../support/eventually.ts';
import { aRegisteredFunction } from '../../support/registered-function.ts';

const steps = aRegisteredFunction({ id: 'step-counter', reads: [{ endpoint: 'kitchen/drinks' }] });

describe('the registrar always answers', () => {
  let deployment: Awaited<ReturnType<typeof openDeployment>>;
  const open = async (options?: DeploymentOptions) => {
    deployment = await openDeployment(options);
  };
  afterEach(() => deployment.close());

  it('answers before Lambda ends it, whatever it still waits for', async () => {
    await open({
      version: () => ({ State: 'Pending' }),
      // The guard is over at once, and what waits for a Lambda waits until the test is over.
      wait: (milliseconds) => (milliseconds > 600_000 ? Promise.resolve() : new Promise(() => {})),
    });

    const told = await deployment.deploy([steps]);

    expect(told).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('not done in time') });
  });

  it('stores nothing more once it has answered', async () => {
    await open({ wait: () => Promise.resolve() });

    await deployment.deploy([steps]);
    const [ended] = await eventually(
      async () => deployment.logged,
      ({ length }) => length > 0,
    );

    expect(ended).toEqual(['registration failed', expect.objectContaining({ errorName: 'EngineError' })]);
    expect(await deployment.find('step-counter')).toBeUndefined();
  });

  it.each([
    ['of no known kind', { RequestType: 'Move' }],
    ['without a stack', { StackId: undefined }],
  ])('answers a request %s', async (_what, over) => {
    await open();

    const told = await deployment.send({ ...deployment.requestFor([steps]), ...over });

    expect(told).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('The registrar failed') });
  });
});
