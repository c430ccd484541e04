import { PDA } from '../../support/builders.ts';
import { type DeploymentOptions, openDeployment } from '../../support/deployment.ts';
import { aRegisteredFunction } from '../../support/registered-function.ts';

const steps = aRegisteredFunction({ id: 'step-counter', reads: [{ endpoint: 'kitchen/drinks' }] });
const mood = aRegisteredFunction({ id: 'mood' });
const newSteps = aRegisteredFunction({ id: 'step-counter', version: '1.1.0' });

describe('the registrar', () => {
  let deployment: Awaited<ReturnType<typeof openDeployment>>;
  const open = async (options?: DeploymentOptions) => {
    deployment = await openDeployment(options);
  };
  afterEach(() => deployment.close());

  it('puts what was deployed into the catalogue, with the versions that CloudFormation published', async () => {
    await open();

    const told = await deployment.deploy([steps, mood], { version: '12' });

    expect(told).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'registration-of-She-Functions-007',
    });
    expect(await deployment.find('step-counter')).toMatchObject({
      registeredBy: 'She-Functions-007',
      stable: {
        codeHash: steps.codeHash,
        process: { functionName: 'she-step-counter', qualifier: '12' },
        bundle: { functionName: 'she-step-counter-bundle', qualifier: '12' },
        available: true,
      },
    });
    expect((await deployment.find('mood'))?.stable.version).toBe('1.0.0');
  });

  it('never calls what sees data, and asks the others by version', async () => {
    await open();

    await deployment.deploy([steps], { version: '12' });

    const calls = deployment.account.requests.filter(({ path }) => path.includes('/invocations'));
    const called = new Set(calls.map(({ path }) => path.split('/functions/')[1]));
    expect([...called].sort()).toEqual([
      'she-step-counter-bundle/invocations?Qualifier=12',
      'she-step-counter-configuration/invocations?Qualifier=12',
    ]);
  });

  it('freezes a bundle in which nothing but dates varies', async () => {
    await open();

    await deployment.deploy([steps]);

    const frozen = (await deployment.find('step-counter'))?.stable.frozenBundle;
    expect(frozen?.bundle).toEqual({ drinks: { endpoints: [{ endpoint: 'kitchen/drinks' }] } });
  });

  it('waits while a Lambda joins its network', async () => {
    await open({ version: (looks) => (looks < 3 ? { State: 'Pending' } : {}) });

    const { Status } = await deployment.deploy([steps]);

    expect(Status).toBe('SUCCESS');
  });

  it('wakes up a version that nobody has called for weeks, as a roll-back needs', async () => {
    const refusals: string[] = [];
    await open({
      version: () => ({ State: 'Inactive' }),
      call: (name) => {
        if (refusals.filter((refused) => refused === name).length > 1) return undefined;
        refusals.push(name);
        return { status: 502, headers: { 'x-amzn-errortype': 'ResourceNotReadyException' }, body: '{}' };
      },
    });

    const { Status } = await deployment.deploy([steps]);

    expect(Status).toBe('SUCCESS');
    expect((await deployment.find('step-counter'))?.stable.frozenBundle).toBeDefined();
  });

  it.each<[string, DeploymentOptions, RegExp]>([
    [
      'is never ready',
      { version: () => ({ State: 'Pending' }) },
      /^she-step-counter:1 was still pending when the time was over/,
    ],
    [
      'could not be made',
      { version: () => ({ State: 'Failed', StateReasonCode: 'InvalidImage' }) },
      /^she-step-counter:1 cannot be called: InvalidImage/,
    ],
    [
      'holds other code than was approved',
      { version: () => ({ CodeSha256: Buffer.alloc(32).toString('base64') }) },
      /^she-step-counter:1 holds the code 0{64}, lock.json approves [0-9a-f]{64}/,
    ],
    [
      'would share an environment between people',
      { version: () => ({ TenancyConfig: undefined }) },
      /^she-step-counter:1 does not keep people apart/,
    ],
    [
      'fails when it is asked for its configuration',
      {
        call: () => ({
          ...{ status: 200, headers: { 'x-amz-function-error': 'Unhandled' } },
          body: '{"errorMessage":"no module numpy"}',
        }),
      },
      /^she-step-counter-configuration failed: .*no module numpy/,
    ],
    [
      'publishes what its manifest does not allow',
      { call: () => ({ status: 200, body: '{}' }) },
      /^Function step-counter: configuration\.id: /,
    ],
  ])(
    'fails the deployment of a function that %s, with the reason, and stores nothing',
    async (_what, how, reason) => {
      await open(how);

      const told = await deployment.deploy([steps]);

      expect(told).toEqual({
        ...{ Status: 'FAILED', Reason: expect.stringMatching(reason), RequestId: expect.anything() },
        ...{ StackId: expect.anything(), LogicalResourceId: 'Registration' },
        PhysicalResourceId: 'registration-of-She-Functions-007',
      });
      expect(await deployment.find('step-counter')).toBeUndefined();
    },
  );

  it('names every function that cannot be registered, and registers none of the others', async () => {
    await open({ call: (name) => (name.includes('mood') ? { status: 200, body: '[]' } : undefined) });

    const { Reason } = await deployment.deploy([steps, mood, aRegisteredFunction({ id: 'mood-two' })]);

    expect(Reason).toMatch(/Function mood: .*\nFunction mood-two: /);
    expect(await deployment.find('step-counter')).toBeUndefined();
  });

  it('releases a new version to its share of PDAs', async () => {
    await open();
    await deployment.deploy([steps]);

    await deployment.deploy([newSteps], { shares: { 'step-counter': '10' }, version: '2' });

    expect(await deployment.find('step-counter')).toMatchObject({
      stable: { version: '1.0.0' },
      candidate: { percentage: 10, entry: { version: '1.1.0', process: { qualifier: '2' } } },
    });
  });

  it('shows a function that is for one PDA to nobody else', async () => {
    await open();

    await deployment.deploy([steps], { others: { OnlyFor: PDA } });

    expect((await deployment.find('step-counter'))?.onlyFor).toBe(PDA);
  });

  it('withdraws what a stack deploys no more, and keeps what owners decided about it', async () => {
    await open();
    await deployment.deploy([steps, mood]);

    await deployment.deploy([mood]);

    expect((await deployment.find('step-counter'))?.withdrawnAt).toBeDefined();
    expect((await deployment.find('mood'))?.withdrawnAt).toBeUndefined();
  });

  it('withdraws everything with its stack, whatever the request says', async () => {
    await open();
    await deployment.deploy([steps]);

    const told = await deployment.send(deployment.request({}, 'Delete'));

    expect(told.Status).toBe('SUCCESS');
    expect((await deployment.find('step-counter'))?.withdrawnAt).toBeDefined();
  });

  it('changes nothing when the same request comes again', async () => {
    await open();
    const request = deployment.requestFor([steps]);
    await deployment.send(request);
    const before = await deployment.find('step-counter');

    const told = await deployment.send(request);

    expect(told.Status).toBe('SUCCESS');
    expect({ ...(await deployment.find('step-counter')), revision: before?.revision }).toEqual(before);
  });

  it('lets a roll-back have the last word, also when the request before it comes once more', async () => {
    await open();
    await deployment.deploy([steps]);
    const update = deployment.requestFor([newSteps, mood], { version: '2' });
    await deployment.send(update);
    await deployment.deploy([steps]);
    deployment.account.publish([newSteps, mood]);

    const late = await deployment.send(update);

    expect(late).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('A later request') });
    expect(await deployment.find('step-counter')).toMatchObject({
      stable: { version: '1.0.0', process: { qualifier: '1' }, available: true },
    });
    expect((await deployment.find('mood'))?.withdrawnAt).toBeDefined();
  });

  it('trusts no packages but those that were deployed', async () => {
    await open();
    const request = deployment.requestFor([steps]);
    const [name = ''] = deployment.account.objects.keys();
    deployment.account.objects.set(name, '[]');

    const told = await deployment.send(request);

    expect(told).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('is not what was deployed'),
    });
  });

  it.each([
    ['the newest code in place of a version', { version: '$LATEST' }, 'must be the number of a version'],
    ['no packages', { others: { Packages: undefined } }, 'ResourceProperties.Packages'],
    ['a share that is none', { shares: { 'step-counter': '0' } }, 'Percentage'],
  ])('refuses a request with %s', async (_what, over, problem) => {
    await open();

    const told = await deployment.deploy([steps], over);

    expect(told).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(problem) });
  });

  it.each([
    ['a stack that goes', 'Delete', 'ResourceProperties'],
    ['an update', 'Update', 'OldResourceProperties'],
  ])('withdraws with %s what its registration was lost of', async (_what, type, property) => {
    await open();
    const { ResourceProperties } = deployment.requestFor([steps]);
    await deployment.deploy([steps]);
    await deployment.forgetRegistration();

    const request = { ...deployment.requestFor([]), RequestType: type };
    await deployment.send({ ...request, [property]: ResourceProperties });

    expect((await deployment.find('step-counter'))?.withdrawnAt).toBeDefined();
  });

  it('tells the log which versions were registered and withdrawn, and of a failure nothing that was said', async () => {
    await open({ call: (name) => (name.includes('mood') ? { status: 200, body: '"alice@x"' } : undefined) });
    await deployment.deploy([steps]);
    await deployment.deploy([]);

    await deployment.deploy([mood]);

    expect(deployment.logged).toEqual([
      ['function registered', { functionId: 'step-counter', version: '1.0.0' }],
      ['function withdrawn', { functionId: 'step-counter' }],
      ['registration failed', { errorName: 'InvalidInput', frames: expect.anything() }],
    ]);
    expect(JSON.stringify(deployment.logged)).not.toContain('alice');
  });
});
