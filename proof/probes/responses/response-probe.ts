import type { ErrorCode } from '../../../core/model/error-code.ts';
import type { Manifest } from '../../../core/model/manifest.ts';
import type { Speech, Speeches } from './speech.ts';

/** What every hostile answer tells of itself. */
interface Told {
  readonly name: string;
  /** What is tried, in a few words. */
  readonly shows: string;
}

/** A hostile answer, sent down the real path; and a harmless one of the same kind, which must be taken. */
export interface AnswerProbe extends Told {
  readonly called: 'process' | 'bundle';
  readonly hostile: Speeches;
  readonly harmless: Speeches;
  /** The codes its run may end with; `defused`: it is taken, and what was hostile in it has no effect. */
  readonly ends: readonly ErrorCode[] | 'defused';
  /** What the function's manifest says besides. */
  readonly manifest?: Partial<Manifest>;
}

/** The same for what a function publishes when it is registered. */
export interface ConfigurationProbe extends Told {
  readonly called: 'configuration';
  /** @param id the function is registered by it */
  readonly says: (id: string) => Speech;
  readonly ends: 'not registered' | 'defused';
}

export type ResponseProbe = AnswerProbe | ConfigurationProbe;
