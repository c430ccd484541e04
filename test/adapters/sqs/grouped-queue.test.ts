import type { SendMessageBatchCommandInput } from '@aws-sdk/client-sqs';
import { HmacGroupPseudonyms } from '../../../adapters/crypto/hmac-pseudonyms.ts';
import { SqsGroupedQueue } from '../../../adapters/sqs/grouped-queue.ts';
import { aDataEvent, PDA } from '../../support/builders.ts';
import { type LocalSqs, openLocalSqs } from '../../support/local-aws.ts';
import { receiveMessages } from '../../support/received-messages.ts';

describe('SqsGroupedQueue', () => {
  const groups = new HmacGroupPseudonyms(Buffer.alloc(32));
  let sqs: LocalSqs;
  let queue: SqsGroupedQueue;

  beforeEach(async () => {
    sqs = await openLocalSqs();
    queue = new SqsGroupedQueue(sqs.client, sqs.dataEvents, groups);
  });
  afterEach(() => sqs.close());

  it('delivers each event, whole', async () => {
    const sent = Array.from({ length: 11 }, (_, index) => aDataEvent({ eventId: `event-${100 + index}` }));

    await queue.send(sent);

    const received = await receiveMessages(sqs.client, sqs.dataEvents, sent.length);
    expect(received.map(({ Body = '' }) => Body).sort()).toEqual(sent.map((event) => JSON.stringify(event)));
  });

  it('groups events by PDA, without naming it, so that a busy one delays no other', async () => {
    const given: (string | undefined)[] = [];
    sqs.client.middlewareStack.add(
      (next) => (args) => {
        const { Entries = [] } = args.input as SendMessageBatchCommandInput;
        given.push(...Entries.map(({ MessageGroupId }) => MessageGroupId));
        return next(args);
      },
      { step: 'initialize' },
    );

    await queue.send([aDataEvent(), aDataEvent({ pda: 'ben.localhost' })]);

    expect(given).toEqual([groups.group(PDA), groups.group('ben.localhost')]);
  });
});
