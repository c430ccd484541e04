import type { Assembly } from '../../prove/assembly/assembly.ts';
import { modelOf } from '../../prove/model/model.ts';
import { GROUPS, type Group } from '../facts/fact.ts';
import { factsOf } from '../facts/facts-of.ts';
import { type Change, changesBetween } from './changes.ts';
import { shiftBetween } from './widenings.ts';

/** One thing that becomes possible or impossible, or is lost. */
export interface Note {
  readonly group: Group;
  /** `She-State/StateTablesStatusesTable6B5C4A0B` */
  readonly about: string;
  /** `now: may dynamodb:Scan on …`, `no longer: is encrypted with …` */
  readonly says: string;
}

/** What would differ once the second deployment is in the place of the first. */
export interface Comparison {
  /** Each must be wanted by a person: an opening, a guard that goes, something that is lost. */
  readonly widenings: readonly Note[];
  readonly narrowings: readonly Note[];
  readonly changes: readonly Change[];
}

export function compare(before: Assembly, after: Assembly): Comparison {
  const { widenings, narrowings } = shiftBetween(factsOf(modelOf(before)), factsOf(modelOf(after)));
  const changes = inOrder(changesBetween(before, after));
  return {
    widenings: inOrder([
      ...widenings.map((fact) => note(fact, fact.kind === 'opening' ? 'now' : 'no longer')),
      ...changes.flatMap(({ group, stack, logicalId, loses }) =>
        loses === undefined ? [] : [{ group, about: `${stack}/${logicalId}`, says: loses }],
      ),
    ]),
    narrowings: inOrder(narrowings.map((fact) => note(fact, fact.kind === 'opening' ? 'no longer' : 'now'))),
    changes,
  };
}

interface Told extends Note {
  readonly amount?: number | undefined;
}

function note({ group, about, says, amount }: Told, when: 'now' | 'no longer'): Note {
  const much = amount === undefined ? '' : ` (${Math.abs(amount)})`;
  return { group, about, says: `${when}: ${says}${much}` };
}

const inOrder = <One extends { readonly group: Group }>(list: readonly One[]): readonly One[] =>
  [...list].sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
