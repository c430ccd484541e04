import { CreateQueueCommand, GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { sendBatches } from '../../../adapters/sqs/send-batches.ts';
import { deferred } from '../../../local/host/deferred.ts';
import {
  type EventSource,
  type EventSourceOptions,
  startEventSource,
} from '../../../local/queues/event-source.ts';
import { eventually } from '../../support/eventually.ts';
import { type LocalSqs, openLocalSqs } from '../../support/local-aws.ts';

const NONE_FAILED = { batchItemFailures: [] };
const bodiesOf = ({ Records }: SQSEvent) => Records.map(({ body }) => JSON.parse(body) as number);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('the event source', () => {
  let sqs: LocalSqs;
  let queueUrl: string;
  let source: EventSource | undefined;
  let errors: unknown[];

  beforeEach(async () => {
    sqs = await openLocalSqs();
    errors = [];
    const atOnce = new CreateQueueCommand({ QueueName: 'at-once', Attributes: { VisibilityTimeout: '0' } });
    queueUrl = (await sqs.client.send(atOnce)).QueueUrl ?? '';
  });
  afterEach(async () => {
    await source?.stop();
    await sqs.close();
  });

  function start(
    handler: EventSourceOptions['handler'],
    change: Partial<EventSourceOptions> = {},
  ): EventSource {
    const options = {
      client: sqs.client,
      queueUrl,
      handler,
      batchSize: 10,
      concurrency: 10,
      timeoutMs: 60_000,
    };
    source = startEventSource({ ...options, onError: (error) => errors.push(error), ...change });
    return source;
  }
  const send = (count: number, to = queueUrl, first = 0) =>
    sendBatches(
      sqs.client,
      to,
      numbers(count).map((number) => ({ body: first + number, group: 'g' })),
    );
  const counts = async (of = queueUrl) => {
    const AttributeNames = ['All' as const];
    const ask = new GetQueueAttributesCommand({ QueueUrl: of, AttributeNames });
    const { Attributes = {} } = await sqs.client.send(ask);
    return {
      waiting: Number(Attributes.ApproximateNumberOfMessages),
      atWork: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
    };
  };
  const untilEmpty = () =>
    eventually(
      () => counts(),
      ({ waiting, atWork }) => waiting + atWork === 0,
    );
  /** Long enough for many attempts of a source that does not rest. */
  const untilAnswered = async (times: number) => {
    for (let time = 0; time < times; time++) await counts();
  };

  it('hands messages on in batches of ten at most, and takes them out of the queue', async () => {
    const batches: number[][] = [];
    await send(25);

    start(async (event) => {
      batches.push(bodiesOf(event));
      return NONE_FAILED;
    });
    await untilEmpty();

    expect(batches.flat().toSorted((a, b) => a - b)).toEqual(numbers(25));
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(10);
  });

  it('delivers again what the handler reports as failed, and nothing else', async () => {
    const deliveries = new Map<number, number>();
    await send(5);

    start(async ({ Records }) => {
      const failed = Records.filter(({ body }) => {
        const count = (deliveries.get(Number(body)) ?? 0) + 1;
        deliveries.set(Number(body), count);
        return body === '3' && count < 3;
      });
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    await untilEmpty();

    expect(Object.fromEntries(deliveries)).toEqual({ 0: 1, 1: 1, 2: 1, 3: 3, 4: 1 });
  });

  it('tells which messages will not come again', async () => {
    const handled: string[] = [];
    let isFirst = true;
    await send(2);

    start(
      async ({ Records }) => {
        const failed = isFirst ? Records.filter(({ body }) => body === '1') : [];
        isFirst = false;
        return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      },
      { onHandled: async (bodies) => void handled.push(...bodies) },
    );
    await untilEmpty();

    expect(handled).toEqual(['0', '1']);
  });

  it('keeps a batch in the queue whose handler throws, tells of it, and goes on', async () => {
    let calls = 0;
    await send(3);

    start(async () => {
      if (++calls === 1) throw new Error('out of order');
      return NONE_FAILED;
    });
    await untilEmpty();

    expect(calls).toBe(2);
    expect(errors).toEqual([new Error('out of order')]);
  });

  it('takes nothing out of the queue before it was told who has to know', async () => {
    let calls = 0;
    const onHandled = async () => {
      if (++calls === 1) throw new Error('the outbox is down');
    };
    await send(1);

    start(async () => NONE_FAILED, { onHandled });
    await untilEmpty();

    expect(calls).toBe(2);
  });

  it('lets no message wait for a slower one, and takes each out of the queue by itself', async () => {
    const done: number[] = [];
    const slow = deferred();
    await send(3, sqs.executions);
    const running = start(
      async (event) => {
        const [number = -1] = bodiesOf(event);
        if (number === 0) await slow.promise;
        done.push(number);
        return NONE_FAILED;
      },
      { queueUrl: sqs.executions, batchSize: 1 },
    );

    await eventually(
      () => counts(sqs.executions),
      ({ atWork }) => atWork === 1,
    );
    await send(1, sqs.executions, 3);
    await eventually(
      async () => done.length,
      (count) => count === 3,
    );
    slow.resolve();
    await running.stop();

    expect(done.slice(0, 3).toSorted()).toEqual([1, 2, 3]);
    expect(done[3]).toBe(0);
    expect(await counts(sqs.executions)).toEqual({ waiting: 0, atWork: 0 });
  });

  it('works on as many messages at once as it may, and leaves the others to the queue', async () => {
    let begun = 0;
    const letGo = deferred();
    await send(5, sqs.executions);
    const running = start(
      async () => {
        begun++;
        await letGo.promise;
        return NONE_FAILED;
      },
      { queueUrl: sqs.executions, batchSize: 1, concurrency: 3 },
    );

    await eventually(
      async () => begun,
      (count) => count === 3,
    );
    const seen = await counts(sqs.executions);
    const stopping = running.stop();
    letGo.resolve();
    await stopping;

    expect(seen).toEqual({ waiting: 2, atWork: 3 });
    expect(begun).toBe(3);
  });

  it.each([
    ['receiving', { queueUrl: 'http://127.0.0.1/nowhere' }],
    ['handling', {}],
  ])('rests after an error in %s instead of trying without end', async (_what, change) => {
    await send(1);
    const running = start(async () => {
      throw new Error('out of order');
    }, change);

    await eventually(
      async () => errors.length,
      (count) => count > 0,
    );
    await untilAnswered(5);
    await running.stop();

    expect(errors).toHaveLength(1);
  });

  it('tells the handler how long it may take', async () => {
    const times: number[] = [];
    await send(1);

    start(async (_event, context) => {
      times.push(context.getRemainingTimeInMillis());
      return NONE_FAILED;
    });
    await untilEmpty();

    expect(times[0]).toBeGreaterThan(0);
    expect(times[0]).toBeLessThanOrEqual(60_000);
  });

  it('waits at a stop for the batch at work, and takes no other', async () => {
    const steps: string[] = [];
    let begin = () => {};
    let end = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    await sendBatches(sqs.client, sqs.executions, [{ body: 1, group: 'g' }]);
    const running = start(
      async () => {
        begin();
        await ended;
        steps.push('handled');
        return NONE_FAILED;
      },
      { queueUrl: sqs.executions },
    );

    await begun;
    const stopping = running.stop().then(() => steps.push('stopped'));
    await sendBatches(sqs.client, sqs.executions, [{ body: 2, group: 'g' }]);
    end();
    await stopping;

    expect(steps).toEqual(['handled', 'stopped']);
  });

  it('stops at once while it waits for messages, and calls that no error', async () => {
    const running = start(async () => NONE_FAILED);

    await running.stop();

    expect(errors).toEqual([]);
  });
});
