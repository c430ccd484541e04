import { HmacGroupPseudonyms } from '../../../adapters/crypto/hmac-pseudonyms.ts';
import { whichPdas } from '../../../local/pdas/which-pdas.ts';

const ASHA = 'asha.hubat.net';
const BEN = 'ben.hubat.net';
const groups = new HmacGroupPseudonyms(Buffer.alloc(32, 1));

describe('whichPdas', () => {
  it('names PDAs by their pseudonyms, in the order asked for', () => {
    const given = [groups.group(BEN), groups.group(ASHA)];

    const { found, problems } = whichPdas(given, [ASHA, BEN], groups);

    expect(found.map(({ pda }) => pda)).toEqual([BEN, ASHA]);
    expect(problems).toEqual([]);
  });

  it('takes a beginning that is of one PDA only, though it be listed twice', () => {
    const given = groups.group(ASHA).slice(0, 8);

    expect(whichPdas([given], [ASHA, BEN, ASHA], groups).found).toEqual([{ given, pda: ASHA }]);
  });

  it('names nobody by what several begin with', () => {
    const alike = { group: (pda: string) => `0123456789${pda === ASHA ? 'a' : 'b'}` };

    const { found, problems } = whichPdas(['0123456789', '0123456789b'], [ASHA, BEN], alike);

    expect(found).toEqual([{ given: '0123456789b', pda: BEN }]);
    expect(problems).toEqual([expect.stringContaining('several PDAs begin with 0123456789: give more')]);
  });

  it("names nobody by another key's pseudonym, and says why that may be", () => {
    const given = new HmacGroupPseudonyms(Buffer.alloc(32, 2)).group(ASHA);

    const { found, problems } = whichPdas([given], [ASHA, BEN], groups);

    expect(found).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/No registered PDA.* removed since, .*docs\/pdas\.md/)]);
  });

  it.each([
    ['too short', groups.group(ASHA).slice(0, 7)],
    ['too long', `${groups.group(ASHA)}0`],
    ['a name', ASHA],
    ['nothing', ''],
  ])('says of what is no pseudonym what one is: %s', (_what, given) => {
    const { found, problems } = whichPdas([given], [ASHA, BEN], groups);

    expect(found).toEqual([]);
    expect(problems).toEqual([expect.stringContaining('is no pseudonym: give what the log has in pdaGroup')]);
  });
});
