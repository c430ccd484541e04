import type { SQSEvent } from 'aws-lambda';
import { createDispatcherHandler } from '../../../lambdas/dispatcher/handler.ts';
import { aDataEvent, aStatus, FUNCTION, PDA } from '../../support/builders.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';
import { anSqsEvent } from '../../support/sqs-event.ts';

const BEN = 'ben.localhost';
const ofBen = aDataEvent({ pda: BEN });

describe('the dispatcher', () => {
  let engine: MemoryEngine;
  const handle = (event: SQSEvent) => {
    const malformed = engine.deps.deadLetters;
    return createDispatcherHandler({ ...engine.deps, malformed })(event);
  };

  beforeEach(async () => {
    engine = await MemoryEngine.started();
    await engine.statuses.replace(aStatus({ pda: BEN }));
  });

  it('dispatches the events of every PDA in a batch', async () => {
    const answer = await handle(anSqsEvent(aDataEvent(), ofBen, aDataEvent({ eventId: 'event-2' })));

    expect(answer).toEqual({ batchItemFailures: [] });
    expect([engine.queue.take(), engine.queue.take(), engine.queue.take()]).toEqual([
      { pda: PDA, functionId: FUNCTION, trigger: 'event' },
      { pda: BEN, functionId: FUNCTION, trigger: 'event' },
      undefined,
    ]);
  });

  it.each([
    ['no JSON', '{"broken', 'Data event: not JSON'],
    ['nothing', '', 'Data event: not JSON'],
    [
      'another kind of message',
      '{"hello":1}',
      /^Data event: eventId .+; pda .+; endpoints .+; records .+; occurredAt .+$/,
    ],
    [
      'an endpoint in capitals',
      JSON.stringify(aDataEvent({ endpoints: ['Kitchen'] })),
      /^Data event: endpoints\.0 Endpoint invalid/,
    ],
  ])(
    'sets an event aside that is %s, with the reason, and goes on with the others',
    async (_what, body, reason) => {
      const answer = await handle(anSqsEvent(body, aDataEvent()));

      expect(answer).toEqual({ batchItemFailures: [] });
      expect(engine.letters).toEqual([{ body, reason: expect.stringMatching(reason) }]);
      expect(engine.queue.length).toBe(1);
    },
  );

  it('keeps an event that it could not set aside, and goes on with the others', async () => {
    engine.deps.deadLetters.put = async () => {
      throw new Error('the disk is full');
    };

    const answer = await handle(anSqsEvent('{"broken', aDataEvent()));

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    expect(engine.queue.length).toBe(1);
    expect(engine.internalErrors).toHaveLength(1);
  });

  it('keeps the reason short, however much is wrong', async () => {
    const endpoints = Array.from({ length: 1000 }, () => 'Kitchen');

    await handle(anSqsEvent(aDataEvent({ endpoints })));

    expect(engine.letters[0]?.reason).toMatch(/; and 995 more$/);
    expect(engine.letters[0]?.reason?.length).toBeLessThan(500);
  });

  it('asks for the messages again of the one PDA that failed, and of no other', async () => {
    const { ofPda } = engine.statuses;
    engine.statuses.ofPda = async (pda) => {
      if (pda === BEN) throw new Error('SECRET');
      return ofPda.call(engine.statuses, pda);
    };

    const answer = await handle(anSqsEvent(aDataEvent(), ofBen, '{"broken', ofBen));

    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['m1', 'm3']);
    expect(engine.queue.take()).toMatchObject({ pda: PDA });
    expect(engine.internalErrors).toHaveLength(1);
  });

  it('acknowledges events that concern nobody', async () => {
    const answer = await handle(anSqsEvent(aDataEvent({ pda: 'nobody.localhost' })));

    expect(answer).toEqual({ batchItemFailures: [] });
    expect(engine.queue.length).toBe(0);
  });
});
