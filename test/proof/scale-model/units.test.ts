import { DynamoExecutionStore } from '../../../adapters/dynamodb/execution-store.ts';
import { DynamoRunSlots } from '../../../adapters/dynamodb/run-slots.ts';
import { DynamoStatusStore } from '../../../adapters/dynamodb/status-store.ts';
import {
  CALLS_OF_A_RUN,
  ITEM_BYTES,
  UNITS_OF_A_RUN,
  UNITS_OF_AN_EVENT,
} from '../../../proof/scale-model/calls.ts';
import { aConfiguration, aStatus } from '../../support/builders.ts';
import { type ConsumedUnits, countUnits } from '../../support/consumed-units.ts';
import { type LocalDynamo, openLocalDynamo, unexpected } from '../../support/local-aws.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';

const FROZEN = { frozenBundle: { bundle: aConfiguration().dataBundle.bundle, dates: [] } };

/** An engine whose states are in DynamoDB, after a first run: the steady state. */
async function started({ client }: LocalDynamo): Promise<MemoryEngine> {
  const engine = await MemoryEngine.started(FROZEN);
  Object.assign(engine.deps, {
    statuses: new DynamoStatusStore(client, 'statuses', unexpected),
    executions: new DynamoExecutionStore(client, 'executions', unexpected),
    slots: new DynamoRunSlots(client, 'slots', () => engine.now),
  });
  await engine.deps.statuses.replace(aStatus());
  await engine.save({ ml: 1 });
  await engine.run();
  return engine;
}

describe('what DynamoDB bills', () => {
  let dynamo: LocalDynamo;
  let engine: MemoryEngine;
  let counted: ConsumedUnits;

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
    engine = await started(dynamo);
    counted = countUnits(dynamo.client, ['dueShard', 'dueAt']);
  });
  afterEach(() => dynamo.close());

  it('of an event is what the scale model takes', async () => {
    await engine.save({ ml: 1 });

    expect(counted.units).toEqual({
      'statuses.Query': UNITS_OF_AN_EVENT.statusesRead,
      'statuses.PutItem': UNITS_OF_AN_EVENT.statusesWritten,
    });
    expect(counted.indexEntries).toBe(UNITS_OF_AN_EVENT.indexEntries);
  });

  it('of a run is what the scale model takes, and no request more than its ports are called', async () => {
    await engine.save({ ml: 1 });
    const event = { ...counted.units };
    const entries = counted.indexEntries;

    await engine.run();

    expect(counted.requests).toMatchObject({
      'statuses.PutItem': 1 + CALLS_OF_A_RUN['statuses.replace'],
      'statuses.GetItem': CALLS_OF_A_RUN['statuses.find'],
      'slots.Query': CALLS_OF_A_RUN['slots.taken'],
      'slots.PutItem': CALLS_OF_A_RUN['slots.take'] + CALLS_OF_A_RUN['slots.giveBack'],
    });
    expect(counted.units).toEqual({
      ...event,
      'statuses.GetItem': UNITS_OF_A_RUN.statusesRead,
      'statuses.PutItem': (event['statuses.PutItem'] ?? 0) + UNITS_OF_A_RUN.statusesWritten,
      'slots.Query': 0.5,
      'slots.PutItem': UNITS_OF_A_RUN.slotsWritten,
      'executions.PutItem': UNITS_OF_A_RUN.recordsWritten,
    });
    expect(counted.indexEntries - entries).toBe(UNITS_OF_A_RUN.indexEntries);
  });

  it('is for items no larger than the model takes them to be, and not half as small', async () => {
    await engine.save({ ml: 1 });
    await engine.run();

    const largest = (table: string) => counted.largest[table] ?? 0;

    for (const [table, bytes] of [
      ['statuses', ITEM_BYTES.status],
      ['slots', ITEM_BYTES.slot],
      ['executions', ITEM_BYTES.record],
    ] as const) {
      expect(largest(table)).toBeLessThanOrEqual(bytes);
      expect(largest(table)).toBeGreaterThan(bytes / 2);
    }
  });
});
