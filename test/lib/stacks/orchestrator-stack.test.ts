import { dispatcherEnvSchema } from '../../../lambdas/dispatcher/env.ts';
import { executorEnvSchema } from '../../../lambdas/executor/env.ts';
import { reconcileEnvSchema } from '../../../lambdas/reconcile/env.ts';
import { sharedEnvSchema } from '../../../lambdas/shared/env.ts';
import { outputsSchema } from '../../../local/dead-letters/stack-outputs.ts';
import { engineKeyOutputsSchema, pdaOutputsSchema } from '../../../local/pdas/aws-desk.ts';
import { lambdaNamed, statementsOf } from '../../support/engine-lambdas.ts';
import { outputsOf, resourcesOf, stackOf, synthesised } from '../../support/synthesised.ts';

describe('the orchestrator', () => {
  const stack = stackOf(synthesised({ config: { namePrefix: 'trial' } }), 'She-Orchestrator');
  const lambdas = resourcesOf(stack, 'AWS::Lambda::Function').map(({ Properties }) => Properties);

  it.each([
    ['Dispatcher', dispatcherEnvSchema],
    ['Executor', executorEnvSchema],
    ['Reconcile', reconcileEnvSchema],
  ])('sets exactly the variables that %s reads', (name, schema) => {
    const { Variables } = lambdaNamed(stack, name).Environment;

    const read = { ...schema.shape, ...sharedEnvSchema.shape };
    expect(Object.keys(Variables).sort()).toEqual(Object.keys(read).sort());
  });

  it('runs its own code on Node 24, on arm64, without a name a function could take', () => {
    expect(lambdas).toHaveLength(5);
    for (const { Runtime, Architectures, FunctionName } of lambdas) {
      expect(Runtime).toBe('nodejs24.x');
      expect(Architectures).toEqual(['arm64']);
      expect(FunctionName).toBeUndefined();
    }
  });

  it('hides a message at least six times as long as its Lambda may run', () => {
    const queues = resourcesOf(stack, 'AWS::SQS::Queue').map(({ Properties }) => Properties);
    const visibilities = queues.map(({ VisibilityTimeout }) => VisibilityTimeout).filter(Boolean);

    expect(visibilities).toEqual([
      6 * lambdaNamed(stack, 'Dispatcher').Timeout,
      6 * lambdaNamed(stack, 'Executor').Timeout,
    ]);
  });

  it('gives each queue of work a dead-letter queue, and lost calls one of their own', () => {
    const queues = resourcesOf(stack, 'AWS::SQS::Queue');
    const targets = queues.flatMap(({ Properties }) => Properties.RedrivePolicy?.deadLetterTargetArn ?? []);

    expect(queues).toHaveLength(5);
    expect(new Set(targets.map((target) => target['Fn::GetAtt'][0])).size).toBe(2);
  });

  it('tells the operator where dead letters lie, and what redriving them touches', () => {
    const outputs = Object.keys(outputsOf(stack));

    expect(outputs).toEqual(expect.arrayContaining(Object.keys(outputsSchema.shape)));
  });

  it('tells the operator where PDAs are registered, and which secret their pseudonyms are made with', () => {
    const outputs = outputsOf(stack);

    const read = { ...pdaOutputsSchema.shape, ...engineKeyOutputsSchema.shape };
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining(Object.keys(read)));
    expect(JSON.stringify(outputs.EngineKeySecretId)).toContain('EngineKeySecret');
  });

  it('refuses every queue access without TLS', () => {
    const statements = resourcesOf(stack, 'AWS::SQS::QueuePolicy').map(
      ({ Properties }) => Properties.PolicyDocument.Statement[0],
    );

    expect(statements).toHaveLength(5);
    for (const statement of statements)
      expect(statement).toMatchObject({
        Effect: 'Deny',
        Action: 'sqs:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
  });

  it('feeds batches of ten, bounded, and takes back only what failed', () => {
    const sources = resourcesOf(stack, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) => Properties);

    expect(sources).toHaveLength(2);
    for (const source of sources) {
      expect(source).toMatchObject({ BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'] });
      expect(source.ScalingConfig.MaximumConcurrency).toBeGreaterThan(1);
    }
  });

  it('lets only the executor send to its own queue again and again', () => {
    expect(lambdaNamed(stack, 'Executor').RecursiveLoop).toBe('Allow');
    expect(lambdas.filter(({ RecursiveLoop }) => RecursiveLoop === 'Allow')).toHaveLength(1);
  });

  it('lets only the executor invoke, and only versions of functions', () => {
    const invoking = ['Dispatcher', 'Executor', 'Reconcile'].filter((name) =>
      statementsOf(stack, name).some(({ Action }) => [Action].flat().includes('lambda:InvokeFunction')),
    );
    const [versions, newest] = statementsOf(stack, 'Executor').filter(
      ({ Action }) => Action === 'lambda:InvokeFunction',
    );

    expect(invoking).toEqual(['Executor']);
    expect(JSON.stringify(versions?.Resource)).toMatch(/:function:trial-\*:\*"\]\]\}$/);
    expect(newest).toMatchObject({ Effect: 'Deny' });
    expect(JSON.stringify(newest?.Resource)).toMatch(/:function:trial-\*:\$LATEST"\]\]\}$/);
  });

  it('lets only the executor read the key of what functions see people as', () => {
    const reading = ['Dispatcher', 'Executor', 'Reconcile'].filter((name) =>
      JSON.stringify(statementsOf(stack, name)).includes('TenantKey'),
    );

    expect(reading).toEqual(['Executor']);
  });

  it('allows no Lambda a wildcard action, nor to delete what is stored', () => {
    const actions = ['Dispatcher', 'Executor', 'Reconcile']
      .flatMap((name) => statementsOf(stack, name))
      .flatMap(({ Action }) => [Action].flat());

    expect(actions.filter((action) => action.startsWith('dynamodb:')).sort()).not.toHaveLength(0);
    expect(actions.filter((action) => /^dynamodb:(Delete|\*)|:\*$|^\*$/.test(action))).toEqual([]);
  });

  it('I15: lets only the executor take slots, as many as the stage says', () => {
    const few = stackOf(synthesised({ config: { inFlightPerFunction: 7 } }), 'She-Orchestrator');
    const reaching = ['Dispatcher', 'Executor', 'Reconcile'].map((name) =>
      statementsOf(stack, name)
        .filter(({ Resource }) => JSON.stringify(Resource).includes('TablesSlots'))
        .flatMap(({ Action }) => [Action].flat())
        .sort(),
    );

    expect(reaching).toEqual([[], ['dynamodb:PutItem', 'dynamodb:Query'], []]);
    expect(lambdaNamed(stack, 'Executor').Environment.Variables.IN_FLIGHT_PER_FUNCTION).toBe('100');
    expect(lambdaNamed(few, 'Executor').Environment.Variables.IN_FLIGHT_PER_FUNCTION).toBe('7');
  });

  it('keeps records of runs for as many days as the stage says', () => {
    const brief = stackOf(synthesised({ config: { executionRecordsDays: 7 } }), 'She-Orchestrator');

    expect(lambdaNamed(stack, 'Executor').Environment.Variables.EXECUTION_RECORDS_DAYS).toBe('90');
    expect(lambdaNamed(brief, 'Executor').Environment.Variables.EXECUTION_RECORDS_DAYS).toBe('7');
  });

  it('lets only the executor change registrations of PDAs, and nothing of them but the sealed token', () => {
    const reaching = ['Dispatcher', 'Executor', 'Reconcile'].map((name) =>
      statementsOf(stack, name).filter(({ Resource }) => JSON.stringify(Resource).includes('TablesPdas')),
    );
    const [found, changed] = reaching[1] ?? [];

    expect(reaching.map(({ length }) => length)).toEqual([0, 2, 0]);
    expect(found?.Action).toBe('dynamodb:GetItem');
    expect(changed).toMatchObject({
      Action: 'dynamodb:UpdateItem',
      Condition: {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pda', 'sealedToken'] },
        StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] },
      },
    });
  });

  it('lets nobody who works on runs read a whole table', () => {
    const scanning = ['Dispatcher', 'Executor', 'Reconcile']
      .flatMap((name) => statementsOf(stack, name))
      .filter(({ Action }) => [Action].flat().includes('dynamodb:Scan'));

    expect(scanning).toEqual([]);
  });

  it('wakes reconcile every minute', () => {
    const rules = resourcesOf(stack, 'AWS::Events::Rule').map(({ Properties }) => Properties);

    const clocks = rules.flatMap(({ ScheduleExpression }) => ScheduleExpression ?? []);
    expect(clocks).toEqual(['rate(1 minute)']);
  });

  it('keeps every call that nobody waits for and that comes to nothing', () => {
    const rules = resourcesOf(stack, 'AWS::Events::Rule').flatMap(({ Properties }) => Properties.Targets);
    const kept = { 'Fn::GetAtt': [expect.stringMatching(/^MissedCalls/), 'Arn'] };

    expect(rules.filter(({ DeadLetterConfig }) => DeadLetterConfig === undefined)).toEqual([]);
    for (const name of ['Reconcile', 'Registrar', 'Rollback'])
      expect(lambdaNamed(stack, name).DeadLetterConfig).toEqual({ TargetArn: kept });
  });
});
