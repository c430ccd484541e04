import { createHash } from 'node:crypto';
import type { SendMessageBatchCommandInput } from '@aws-sdk/client-sqs';
import { HmacGroupPseudonyms } from '../../../adapters/crypto/hmac-pseudonyms.ts';
import { SqsDeadLetters } from '../../../adapters/sqs/dead-letters.ts';
import { SqsGroupedQueue } from '../../../adapters/sqs/grouped-queue.ts';
import { sendBatches } from '../../../adapters/sqs/send-batches.ts';
import { EngineError } from '../../../core/errors.ts';
import type { ExecutionRequest } from '../../../core/model/execution-request.ts';
import { type Clients, createClients } from '../../../lambdas/shared/clients.ts';
import { localClientConfig } from '../../../local/state/local-client-config.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { type LocalSqs, openLocalSqs } from '../../support/local-aws.ts';
import { receiveMessages } from '../../support/received-messages.ts';

describe('SQS', () => {
  let sqs: LocalSqs;

  beforeEach(async () => {
    sqs = await openLocalSqs();
  });
  afterEach(() => sqs.close());

  it('groups requests by PDA, without naming it, so that a busy one delays no other', async () => {
    const queue = new SqsGroupedQueue(sqs.client, sqs.executions, new HmacGroupPseudonyms(Buffer.alloc(32)));
    const request = (pda: string): ExecutionRequest => ({ pda, functionId: 'coach', trigger: 'event' });
    const groups: string[] = [];
    sqs.client.middlewareStack.add(
      (next) => (args) => {
        const { Entries = [] } = args.input as SendMessageBatchCommandInput;
        groups.push(...Entries.map(({ MessageGroupId = '' }) => MessageGroupId));
        return next(args);
      },
      { step: 'initialize' },
    );

    await queue.send([request('asha.localhost'), request('ben.localhost'), request('asha.localhost')]);

    expect(groups).toEqual([groups[0], groups[1], groups[0]]);
    expect(new Set(groups).size).toBe(2);
    expect(groups.join()).toMatch(/^[0-9a-f,]+$/);
  });

  it('keeps dead letters as they came, with the reason', async () => {
    const letters = new SqsDeadLetters(sqs.client, sqs.dataEventsDlq);

    await letters.put({ body: '{"broken', reason: 'Data event: not JSON' });

    const [letter] = await receiveMessages(sqs.client, sqs.dataEventsDlq, 1);
    expect(letter?.Body).toBe('{"broken');
    expect(letter?.MessageAttributes?.reason?.StringValue).toBe('Data event: not JSON');
  });
});

describe('sendBatches', () => {
  let server: HttpServer;
  let client: Clients['sqs'];

  beforeEach(async () => {
    const Successful = [
      { Id: '0', MessageId: 'm', MD5OfMessageBody: createHash('md5').update('1').digest('hex') },
    ];
    const Failed = [{ Id: '1', Code: 'InternalError', SenderFault: false }];
    server = await startHttpServer(() => ({ status: 200, body: JSON.stringify({ Successful, Failed }) }));
    client = createClients({ sqs: localClientConfig(server.url) }).sqs;
  });
  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  it('fails when SQS took not every message', async () => {
    const messages = [1, 2].map((body) => ({ body, group: 'g' }));

    const sending = sendBatches(client, `${server.url}/000000000000/queue`, messages);

    await expect(sending).rejects.toThrow(new EngineError('SQS refused 1 of 2 messages.'));
  });

  it('tells of all that was refused, in whatever batch', async () => {
    const messages = Array.from({ length: 95 }, () => ({ body: 1, group: 'g' }));

    const sending = sendBatches(client, `${server.url}/000000000000/queue`, messages);

    await expect(sending).rejects.toThrow(new EngineError('SQS refused 10 of 95 messages.'));
    expect(server.requests).toHaveLength(10);
  });

  it('has eight batches under way at once, and no more', async () => {
    const messages = Array.from({ length: 160 }, () => ({ body: 1, group: 'g' }));
    const waiting: (() => void)[] = [];
    const seen: number[] = [];
    client.middlewareStack.add(
      (next) => async (args) => {
        const eightAreThere = new Promise<void>((resolve) => waiting.push(resolve));
        seen.push(waiting.length);
        if (waiting.length === 8) for (const go of waiting.splice(0)) go();
        await eightAreThere;
        return next(args);
      },
      { step: 'initialize' },
    );

    const sending = sendBatches(client, `${server.url}/000000000000/queue`, messages);

    await expect(sending).rejects.toThrow('SQS refused 16 of 160 messages.');
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
