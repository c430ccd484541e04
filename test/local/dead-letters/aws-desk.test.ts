import { DynamoStatusStore } from '../../../adapters/dynamodb/status-store.ts';
import { SqsDeadLetters } from '../../../adapters/sqs/dead-letters.ts';
import { openAwsDesk } from '../../../local/dead-letters/aws-desk.ts';
import { openDesk } from '../../../local/dead-letters/open-desk.ts';
import { aParkedAttempt, aStatus, FUNCTION, PDA } from '../../support/builders.ts';
import { type LocalDynamo, type LocalSqs, openLocalDynamo, openLocalSqs } from '../../support/local-aws.ts';
import { receiveMessages } from '../../support/received-messages.ts';

describe('the dead letters of an engine on AWS', () => {
  let dynamo: LocalDynamo;
  let sqs: LocalSqs;
  let statuses: DynamoStatusStore;
  let errors: unknown[];

  beforeEach(async () => {
    [dynamo, sqs] = await Promise.all([openLocalDynamo(), openLocalSqs()]);
    statuses = new DynamoStatusStore(dynamo.client, 'statuses', () => undefined);
    errors = [];
    await new SqsDeadLetters(sqs.client, sqs.executionsDlq).put({ body: JSON.stringify(aParkedAttempt()) });
  });
  afterEach(() => Promise.all([dynamo.close(), sqs.close()]));

  const open = (StatusTableName = 'statuses') => {
    const outputs = {
      DataEventsQueueUrl: sqs.dataEvents,
      DataEventsDeadLettersUrl: sqs.dataEventsDlq,
      ExecutionsQueueUrl: sqs.executions,
      ExecutionsDeadLettersUrl: sqs.executionsDlq,
      StatusTableName,
    };
    return openAwsDesk({ dynamo: dynamo.client, sqs: sqs.client }, outputs, (error) => errors.push(error));
  };
  const redriveAll = async (desk = open()) => {
    const answer = await desk.redrive(await desk.letters());
    await desk.close();
    return answer;
  };

  it('become work again, once', async () => {
    await statuses.replace(aStatus({ failures: 5, parked: [aParkedAttempt().executionId] }));

    const answer = await redriveAll();

    const status = await statuses.find(PDA, FUNCTION);
    expect(answer).toMatchObject([{ outcome: { kind: 'redriven', executionId: status?.requested?.id } }]);
    expect(await receiveMessages(sqs.client, sqs.executions, 1)).toMatchObject([
      { Body: JSON.stringify({ pda: PDA, functionId: FUNCTION, trigger: 'manual' }) },
    ]);
    expect(await redriveAll()).toEqual([]);
  });

  it('stay when they are refused, for the next who looks', async () => {
    await statuses.replace(aStatus({ failures: 10, parked: [aParkedAttempt().executionId] }));

    const answer = await redriveAll();

    expect(answer).toMatchObject([{ outcome: { kind: 'refused', why: 'SUSPENDED' } }]);
    expect(await open().letters()).toHaveLength(1);
  });

  it('stay when something fails, which is told', async () => {
    const answer = await redriveAll(open('another-table'));

    expect(answer).toMatchObject([{ outcome: { kind: 'failed' } }]);
    expect(errors).toHaveLength(1);
    expect(await open().letters()).toHaveLength(1);
  });
});

describe('openDesk', () => {
  it.each([
    ['is not configured', 'nowhere', /nowhere\.json does not exist/],
    ['is a path', '../config/example', /^--stage \.\.\/config\/example: a stage name is made of/],
  ])('refuses a stage that %s', async (_what, stage, sentence) => {
    const opening = openDesk({ dataDir: '.she', stage }, () => undefined);

    await expect(opening).rejects.toThrow(sentence);
  });
});
