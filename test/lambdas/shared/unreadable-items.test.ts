import { UnreadableItem } from '../../../core/errors.ts';
import { unreadableItems } from '../../../lambdas/shared/unreadable-items.ts';
import { FUNCTION, PDA } from '../../support/builders.ts';

describe('unreadableItems', () => {
  const told: unknown[] = [];
  const log = { tell: (...what: readonly unknown[]) => void told.push(what), internalError: () => {} };

  beforeEach(() => told.splice(0));

  it('I9: tells the log which item it is, and of the PDA no more than its pseudonym', () => {
    const error = new UnreadableItem('statuses', { pda: PDA, functionId: FUNCTION });

    unreadableItems(log, { group: () => 'pseudonym' })(error);

    const item = { table: 'statuses', pdaGroup: 'pseudonym', functionId: FUNCTION };
    expect(told).toEqual([['unreadable item', item]]);
  });

  it('tells of each item once, however often it is met', () => {
    const tell = unreadableItems(log, { group: (pda) => `pseudonym of ${pda}` });
    const items = [
      { pda: PDA, functionId: FUNCTION },
      { pda: 'ben.localhost', functionId: FUNCTION },
    ];

    for (const ids of [...items, ...items, ...items]) tell(new UnreadableItem('statuses', ids));

    expect(told).toHaveLength(2);
  });

  it('does not flood the log when a whole table cannot be read', () => {
    const tell = unreadableItems(log, { group: (pda) => `pseudonym of ${pda}` });

    for (let index = 0; index < 2000; index++)
      tell(new UnreadableItem('statuses', { functionId: `f${index}` }));

    expect(told).toHaveLength(1000);
  });
});
