import type { GroupPseudonyms } from '../../core/ports.ts';

/** As the log's field `pdaGroup` has them, or the beginning of one that tells it apart. */
const PSEUDONYM = /^[0-9a-f]{8,64}$/;

export interface PdasFound {
  /** In the order in which they were asked for. */
  readonly found: readonly { readonly given: string; readonly pda: string }[];
  /** Sentences on the others: what was found, and what to do. */
  readonly problems: readonly string[];
}

/**
 * Whose pseudonyms these are. A pseudonym cannot be turned back: the names that may be meant are turned into theirs.
 * @param given whole pseudonyms, or beginnings of at least 8 characters
 * @param names of PDAs
 */
export function whichPdas(
  given: readonly string[],
  names: readonly string[],
  groups: GroupPseudonyms,
): PdasFound {
  const known = [...new Set(names)].map((pda) => ({ pda, group: groups.group(pda) }));
  const answers = given.map((one) => {
    if (!PSEUDONYM.test(one)) return `"${one}" is no pseudonym: ${FORM}`;
    const [pda, another] = known.filter(({ group }) => group.startsWith(one)).map((entry) => entry.pda);
    if (another) return `The pseudonyms of several PDAs begin with ${one}: give more of it.`;
    return pda === undefined ? `No registered PDA has the pseudonym ${one}: ${UNKNOWN}` : { given: one, pda };
  });
  return {
    found: answers.filter((answer) => typeof answer !== 'string'),
    problems: answers.filter((answer) => typeof answer === 'string'),
  };
}

const FORM =
  'give what the log has in pdaGroup, or its beginning, at least 8 of its digits 0-9 and a-f in lower case.';
const UNKNOWN =
  'it was removed since, the key of the engine was changed since, or it is of another engine. docs/pdas.md says how to find it nevertheless.';
