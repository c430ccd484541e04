import { onlyResource, type Resource, resourcesOf, stackOf, synthesised } from '../../support/synthesised.ts';

const ACCOUNTS = ['111122223333', '444455556666'];
const PATTERN = { source: ['smart-hat-pda'], 'detail-type': ['Data Saved'] };
const QUEUE = { 'Fn::GetAtt': [expect.stringMatching(/^DataEventsQueue/), 'Arn'] };
const orchestrator = (config: Record<string, unknown> = {}) =>
  stackOf(synthesised({ config }), 'She-Orchestrator');
const isOfDataEvents = (arn: { 'Fn::GetAtt': readonly string[] }) =>
  /^DataEventsQueue/.test(arn['Fn::GetAtt'][0] ?? '');
const ofBus = ({ Properties }: Resource) => Properties.EventBusName !== undefined;

describe('data events of PDAs on AWS', () => {
  const stack = orchestrator({ pdaAccounts: ACCOUNTS });
  const [rule] = resourcesOf(stack, 'AWS::Events::Rule').filter(ofBus);

  it('come over a bus of their own into the queue, without their envelope', () => {
    expect(rule?.Properties).toMatchObject({
      EventBusName: { Ref: expect.stringMatching(/^PdaEventsBus/) },
      EventPattern: PATTERN,
      State: 'ENABLED',
      Targets: [{ Arn: QUEUE, InputPath: '$.detail' }],
    });
  });

  it('are put there by that rule alone, of all that EventBridge does', () => {
    const allowing = resourcesOf(stack, 'AWS::SQS::QueuePolicy')
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Effect, Resource }) => Effect === 'Allow' && isOfDataEvents(Resource));

    expect(allowing).toEqual([
      {
        ...{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: QUEUE },
        Principal: { Service: 'events.amazonaws.com' },
        Condition: {
          ArnEquals: {
            'aws:SourceArn': { 'Fn::GetAtt': [expect.stringMatching(/^PdaEventsDataSaved/), 'Arn'] },
          },
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        },
      },
    ]);
  });

  it('are dead letters of that queue when they cannot be put there, by that rule alone', () => {
    const letters = { 'Fn::GetAtt': [expect.stringMatching(/^DataEventsDeadLetters/), 'Arn'] };
    const allowing = resourcesOf(stack, 'AWS::SQS::QueuePolicy')
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Effect, Resource }) => Effect === 'Allow' && !isOfDataEvents(Resource))
      .filter(({ Resource }) => /^DataEvents/.test(Resource['Fn::GetAtt'][0]));

    expect(rule?.Properties.Targets[0].DeadLetterConfig).toEqual({ Arn: letters });
    expect(allowing).toEqual([
      expect.objectContaining({
        Action: 'sqs:SendMessage',
        Resource: letters,
        Condition: expect.objectContaining({
          ArnEquals: {
            'aws:SourceArn': { 'Fn::GetAtt': [expect.stringMatching(/^PdaEventsDataSaved/), 'Arn'] },
          },
        }),
      }),
    ]);
  });

  it('can be encrypted for the queue by EventBridge on behalf of this account', () => {
    const { KeyPolicy } = resourcesOf(stackOf(synthesised(), 'She-State'), 'AWS::KMS::Key')
      .map(({ Properties }) => Properties)
      .find(({ Description }) => Description.includes('queues')) as Resource['Properties'];

    expect(KeyPolicy.Statement).toContainEqual({
      ...{ Sid: 'DataEventsOfPdas', Effect: 'Allow', Resource: '*' },
      Principal: { Service: 'events.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
  });

  it('may be sent by each account that the stage names, and are all that it may send', () => {
    const statements = resourcesOf(stack, 'AWS::Events::EventBusPolicy').map(
      ({ Properties }) => Properties.Statement,
    );

    expect(statements.map(({ Principal }) => JSON.stringify(Principal))).toEqual(
      ACCOUNTS.map((account) => expect.stringContaining(`:iam::${account}:root`)),
    );
    for (const statement of statements)
      expect(statement).toMatchObject({
        Action: 'events:PutEvents',
        Condition: {
          StringEquals: { 'events:source': PATTERN.source, 'events:detail-type': PATTERN['detail-type'] },
        },
      });
  });

  it('are let in from no other account by default', () => {
    const policies = resourcesOf(orchestrator(), 'AWS::Events::EventBusPolicy');

    expect(policies).toEqual([]);
  });

  it('tell the operator when one could not be delivered', () => {
    const [alarm] = resourcesOf(stack, 'AWS::CloudWatch::Alarm').filter(({ Properties }) =>
      Properties.AlarmName.endsWith('pda-events-undelivered'),
    );

    expect(alarm?.Properties).toMatchObject({
      MetricName: 'FailedInvocations',
      Dimensions: [
        { Name: 'EventBusName', Value: rule?.Properties.EventBusName },
        { Name: 'RuleName', Value: rule?.Properties.Name },
      ],
    });
  });

  it('reach the same queue over the management API', () => {
    const lambda = onlyResource(stackOf(synthesised(), 'She-Api'), 'AWS::Lambda::Function').Properties;

    expect(JSON.stringify(lambda.Environment.Variables.DATA_EVENTS_QUEUE_URL)).toContain('DataEventsQueue');
  });
});
