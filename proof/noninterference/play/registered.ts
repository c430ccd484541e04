import type { RegisteredVersion } from '../../../core/model/catalogue-entry.ts';
import { entryOf, type SimulatedFunction } from '../../simulator/functions/registered.ts';

/** Some records of it may be kept back by a filter, and some may be too large. */
export const POSTS = 'feed/posts';
export const PLACES = 'feed/places';
export const FEEDS = [POSTS, PLACES] as const;

/** May write below its endpoint. */
const BRANCHING = 'beta';
/** Its bundle is a template; it runs in parts. */
const FROZEN = 'gamma';

/** One of each trigger; beta and delta live on what alpha derives. */
export const FUNCTIONS: readonly SimulatedFunction[] = [
  { id: 'alpha', reads: [POSTS], trigger: { triggerType: 'individual' } },
  { id: 'beta', reads: [POSTS, 'she/alpha'], trigger: { triggerType: 'individual' } },
  { id: 'gamma', reads: [PLACES], trigger: { triggerType: 'periodic', period: 'PT1H' }, maxRecords: 2 },
  { id: 'delta', reads: [PLACES, 'she/alpha'], trigger: { triggerType: 'manual' }, runOnEmpty: true },
];

/** The function's `version`th version. */
export function registered(id: string, version: number): RegisteredVersion {
  const one = FUNCTIONS.find((candidate) => candidate.id === id) ?? (FUNCTIONS[0] as SimulatedFunction);
  const entry = entryOf(one, version, false);
  const { bundle } = entry.configuration.dataBundle;
  return {
    ...entry,
    scope: { ...entry.scope, allowSubpaths: id === BRANCHING },
    ...(id === FROZEN ? { frozenBundle: { bundle, dates: [] } } : {}),
    outputSchema: {},
  };
}
