import { createExecutorHandler } from '../../../lambdas/executor/handler.ts';
import { aStatus, FUNCTION, PDA } from '../../support/builders.ts';
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
      anSqsEvent(request(BEN), request(PDA), '{"broken', { pda: PDA }),
      aLambdaContext(),
    );

    const failed = answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    expect(failed.toSorted()).toEqual(['m0', 'm2', 'm3']);
    expect(engine.derived()).toEqual([{ drinks: 1 }]);
    expect(engine.internalErrors).toHaveLength(1);
  });

  it('does not throw when every request fails, so that SQS redelivers each by itself', async () => {
    const answer = await createExecutorHandler(engine.deps)(anSqsEvent('{"broken'), aLambdaContext());

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
  });

  it('works on a whole batch at once, so that a slow function delays no other PDA', async () => {
    const entered: string[] = [];
    let letGo = () => {};
    const both = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await engine.catalogue.put({ ...(await engine.catalogue.all())[0], runOnEmpty: true } as never);
    engine.body = async (payload, call) => {
      if (entered.push(call.tenant) === 2) letGo();
      await both;
      return countDrinks(payload, call);
    };

    await createExecutorHandler(engine.deps)(anSqsEvent(request(PDA), request(BEN)), aLambdaContext());

    expect(new Set(entered).size).toBe(2);
  });

  it('begins no part that Lambda would not let it end', async () => {
    const [entry] = await engine.catalogue.all();
    if (entry) await engine.catalogue.put({ ...entry, maxRecords: 1 });
    await engine.save({ ml: 2 });

    await createExecutorHandler(engine.deps)(anSqsEvent(request(PDA)), aLambdaContext(100));

    expect(engine.derived()).toHaveLength(1);
    expect(await engine.status()).toMatchObject({ attempt: { part: 1 } });
  });
});
