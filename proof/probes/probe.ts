import type { Bed } from './bed/bed.ts';
import type { Arguments } from './bed/target.ts';
import type { Family, Finding } from './finding.ts';

export const THEMES = [
  'network',
  'files',
  'processes',
  'kernel',
  'resources',
  'neighbours',
  'runtime API',
  'responses',
] as const;
export type Theme = (typeof THEMES)[number];

/** What the same probe must come to where nothing is sealed, so that one knows that it probes. */
export type Control =
  | 'gets through'
  /** Open on some machines only: then no failure. */
  | 'depends on machine'
  /** The kernel itself refuses it to all but root. */
  | 'needs root'
  | `sealed only: ${string}`;

export type Attempt = (bed: Bed, family: Family) => Promise<Finding>;

/** One way out, tried by a function of each family. */
export interface Probe {
  readonly name: string;
  readonly theme: Theme;
  /** What is tried, in a few words: "connects to a listener of this machine". */
  readonly shows: string;
  readonly control: Control;
  readonly attempt: Attempt;
  /** A raw system call or an unusual socket, which a container may filter that still lets bubblewrap do its work. */
  readonly mayBeFiltered?: boolean;
  /** Disturbs others: runs by itself. */
  readonly alone?: boolean;
}

type Declared = Omit<Probe, 'theme' | 'attempt'> & {
  /** Name of the way out in the sources of the functions. @default the probe's name */
  readonly does?: string;
  readonly with?: Arguments | undefined;
  /** Whether a limit may stop the function, which then counts as held. */
  readonly mayBeStopped?: boolean;
  /** @default one invocation, which tells by itself whether it got through */
  readonly attempt?: Attempt;
};

export function probesOf(theme: Theme, declared: readonly Declared[]): readonly Probe[] {
  return declared.map(({ does, with: args, mayBeStopped, attempt, ...probe }) => ({
    ...probe,
    theme,
    attempt:
      attempt ?? ((bed, family) => bed.tries(family, does ?? probe.name, { with: args, mayBeStopped })),
  }));
}
