import { createHash } from 'node:crypto';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { SqsDeadLetterBox } from '../../../adapters/sqs/dead-letter-box.ts';
import { SqsDeadLetters } from '../../../adapters/sqs/dead-letters.ts';
import { SqsWorkQueues } from '../../../adapters/sqs/work-queues.ts';
import { EngineError } from '../../../core/errors.ts';
import { createClients } from '../../../lambdas/shared/clients.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { type HttpRequest, type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { type LocalSqs, openLocalSqs } from '../../support/local-aws.ts';
import { receiveMessages } from '../../support/received-messages.ts';

describe('a box of dead letters on SQS', () => {
  let sqs: LocalSqs;
  const open = () =>
    new SqsDeadLetterBox(sqs.client, { 'data-events': sqs.dataEventsDlq, executions: sqs.executionsDlq });

  beforeEach(async () => {
    sqs = await openLocalSqs();
  });
  afterEach(() => sqs.close());

  it('hides from others what it holds, so that two operators do not redrive one letter', async () => {
    await new SqsDeadLetters(sqs.client, sqs.executionsDlq).put({ body: 'one' });
    const [first, second] = [open(), open()];

    const seen = await first.letters();
    const seenByOthers = await second.letters();

    expect(seen).toHaveLength(1);
    expect(seenByOthers).toEqual([]);
  });

  it('says why EventBridge could not deliver an event', async () => {
    const ERROR_CODE = { DataType: 'String', StringValue: 'NO_PERMISSIONS' };
    const undelivered = { MessageBody: '{}', MessageAttributes: { ERROR_CODE } };
    await sqs.client.send(new SendMessageCommand({ QueueUrl: sqs.dataEventsDlq, ...undelivered }));

    const letters = await open().letters();

    expect(letters.map(({ reason }) => reason)).toEqual(['NO_PERMISSIONS']);
  });

  it('deletes nothing that it does not hold', async () => {
    const letter = { id: 'none', queue: 'executions', at: '', body: '' } as const;

    await expect(open().remove(letter)).rejects.toThrow(EngineError);
  });

  it('sends work to the queue that is named, as it is', async () => {
    const work = new SqsWorkQueues(sqs.client, { 'data-events': sqs.dataEvents, executions: sqs.executions });

    await work.send({ queue: 'data-events', body: '{"broken' });

    expect(await receiveMessages(sqs.client, sqs.dataEvents, 1)).toMatchObject([{ Body: '{"broken' }]);
  });
});

describe('the place of a letter in fair queueing', () => {
  const message = {
    ...{ MessageId: 'm1', ReceiptHandle: 'r1', Body: 'b', MD5OfBody: md5('b') },
    Attributes: { SentTimestamp: '0', MessageGroupId: 'group-of-asha' },
  };
  let server: HttpServer;
  let client: ReturnType<typeof createClients>['sqs'];

  beforeEach(async () => {
    let isGiven = false;
    server = await startHttpServer((request) => {
      if (!isReceive(request)) return { status: 200, body: JSON.stringify({ MD5OfMessageBody: md5('b') }) };
      const Messages = isGiven || !request.body.includes('executions') ? [] : [message];
      isGiven ||= Messages.length > 0;
      return { status: 200, body: JSON.stringify({ Messages }) };
    });
    client = createClients({ sqs: localClientConfig(server.url) }).sqs;
  });
  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  it('is kept when it is put, read and sent again', async () => {
    const urls = { 'data-events': `${server.url}/0/data-events`, executions: `${server.url}/0/executions` };

    await new SqsDeadLetters(client, urls.executions).put({ body: 'b', group: 'group-of-asha' });
    const [letter] = await new SqsDeadLetterBox(client, urls).letters();
    await new SqsWorkQueues(client, urls).send({ queue: 'executions', body: 'b', group: letter?.group });

    const sent = server.requests.filter((request) => !isReceive(request)).map(({ body }) => JSON.parse(body));
    expect(sent).toMatchObject([{ MessageGroupId: 'group-of-asha' }, { MessageGroupId: 'group-of-asha' }]);
  });
});

function isReceive({ headers }: HttpRequest): boolean {
  return String(headers['x-amz-target']).endsWith('ReceiveMessage');
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
