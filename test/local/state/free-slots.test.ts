import { DynamoRunSlots } from '../../../adapters/dynamodb/run-slots.ts';
import { freeSlots } from '../../../local/state/free-slots.ts';
import { FUNCTION, later, NOW } from '../../support/builders.ts';
import { openLocalDynamo } from '../../support/local-aws.ts';

describe('freeSlots', () => {
  it('frees what an engine held that is dead now, of every function', async () => {
    const { client, close } = await openLocalDynamo();
    const slots = new DynamoRunSlots(client, 'slots', () => NOW);
    const claim = { holder: 'a dead run', now: NOW, until: later(3_600) };
    for (const number of [0, 1, 19]) await slots.take({ functionId: FUNCTION, number }, claim);
    await slots.take({ functionId: 'another', number: 0 }, claim);

    await freeSlots(client);

    const taken = await Promise.all([FUNCTION, 'another'].map((id) => slots.taken(id, NOW)));
    await close();
    expect(taken.map((numbers) => numbers?.size)).toEqual([0, 0]);
  });
});
