import { createExecutorHandler } from '../../../lambdas/executor/handler.ts';
import { aParkedAttempt, aStatus, FUNCTION, PDA } from '../../support/builders.ts';
import { countDrinks, MemoryEngine } from '../../support/memory-engine.ts';
import { aLambdaContext, anSqsEvent } from '../../support/sqs-event.ts';

const BEN = 'ben.localhost';
const request = (pda: string) => ({ pda, functionId: FUNCTION, trigger: 'event' });

describe('the executor', () => {
  let engine: MemoryEngine;

  beforeEach(async () => {
    engine = await MemoryEngine.started();
    await engine.statuses.replace(aStatus({ pda: BEN, dirty: true }));
    await engine.save({ ml: 1 });
    engine.queue.take();
  });

  it('serves every request of a batch', async () => {
    const answer = await createExecutorHandler(engine.deps)(
      anSqsEvent(request(PDA), request(BEN)),
      aLambdaContext(),
    );

    expect(answer).toEqual({ batchItemFailures: [] });
    expect(await engine.executions.ofPda(PDA, { skip: 0, take: 10 })).toMatchObject([
      { status: 'succeeded' },
    ]);
    expect(await engine.executions.ofPda(BEN, { skip: 0, take: 10 })).toMatchObject([{ status: 'empty' }]);
  });

  it('acknowledges a run that failed, since the status remembers it', async () => {
    engine.body = () => ({ not: 'a result' });

    const answer = await createExecutorHandler(engine.deps)(anSqsEvent(request(PDA)), aLambdaContext());

    expect(answer).toEqual({ batchItemFailures: [] });
    expect(await engine.status()).toMatchObject({ failures: 1 });
  });

  it('asks again for requests it could not serve, and only for those', async () => {
    const { find } = engine.statuses;
    engine.statuses.find = async (pda, functionId) => {
      if (pda === BEN) throw new Error('the table is down');
      return find.call(engine.statuses, pda, functionId);
    };

    const answer = await createExecutorHandler(engine.deps)(
      anSqsEvent(request(BEN), request(PDA)),
      aLambdaContext(),
    );

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    expect(engine.derived()).toEqual([{ drinks: 1 }]);
    expect(engine.internalErrors).toHaveLength(1);
  });

  it.each([
    ['no JSON', '{"broken', 'Execution request: not JSON'],
    ['another kind of message', '{"pda":"asha.localhost"}', /^Execution request: functionId .+; trigger .+$/],
    ['the letter of a parked attempt', JSON.stringify(aParkedAttempt()), /^Execution request: trigger .+$/],
  ])(
    'sets a request aside that is %s, with the reason, since it can never succeed',
    async (_what, body, reason) => {
      const answer = await createExecutorHandler(engine.deps)(
        anSqsEvent(body, request(PDA)),
        aLambdaContext(),
      );

      expect(answer).toEqual({ batchItemFailures: [] });
      expect(engine.letters).toEqual([{ body, reason: expect.stringMatching(reason) }]);
      expect(engine.derived()).toEqual([{ drinks: 1 }]);
    },
  );

  it('keeps a request that it could not set aside, and says so', async () => {
    engine.deps.deadLetters.put = async () => {
      throw new Error('the disk is full');
    };

    const answer = await createExecutorHandler(engine.deps)(anSqsEvent('{"broken'), aLambdaContext());

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    expect(engine.internalErrors).toHaveLength(1);
  });

  it('works on a whole batch at once, so that a slow function delays no other PDA', async () => {
    const entered: string[] = [];
    let letGo = () => {};
    const both = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await engine.catalogue.put({ ...(await engine.catalogue.all(PDA))[0], runOnEmpty: true } as never);
    engine.body = async (payload, call) => {
      if (entered.push(call.tenant) === 2) letGo();
      await both;
      return countDrinks(payload, call);
    };

    await createExecutorHandler(engine.deps)(anSqsEvent(request(PDA), request(BEN)), aLambdaContext());

    expect(new Set(entered).size).toBe(2);
  });

  it('begins no part that Lambda would not let it end', async () => {
    const [entry] = await engine.catalogue.all(PDA);
    if (entry) await engine.catalogue.put({ ...entry, maxRecords: 1 });
    await engine.save({ ml: 2 });

    await createExecutorHandler(engine.deps)(anSqsEvent(request(PDA)), aLambdaContext(100));

    expect(engine.derived()).toHaveLength(1);
    expect(await engine.status()).toMatchObject({ attempt: { part: 1 } });
  });
});
