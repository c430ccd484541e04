import { ExecutionFailure } from '../errors.ts';
import { askForBundle } from '../execute/ask-bundle.ts';
import { type BundleDates, bundleDates } from '../execute/dates.ts';
import { fillBundle } from '../execute/fill-bundle.ts';
import type { RegisteredVersion } from '../model/catalogue-entry.ts';
import type { FrozenBundle } from '../model/frozen-bundle.ts';
import { jsonBytes } from '../model/json.ts';
import { plusMonths } from '../model/period.ts';
import type { Clock, FunctionInvoker } from '../ports.ts';
import { type BundleAnswer, bundleTemplate } from './bundle-template.ts';

/** Asks in nobody's name: no PDA has this pseudonym. */
const TENANT = 'registration';

/** Windows on which a template is proved, none of which it was made from. */
const PROOFS = 8;
const YEARS_MS = 5 * 365 * 86_400_000;
const [MINUTE_MS, DAY_MS] = [60_000, 86_400_000];

/** A function that takes longer than this to answer to all windows goes on being asked at each run. */
const PATIENCE_MS = 10_000;

/** The catalogue keeps templates, and a function chooses how often and how deep its dates stand. */
const MOST_BYTES = 131_072;

export interface FreezeDeps {
  readonly invoker: Pick<FunctionInvoker, 'invoke'>;
  readonly now: Clock;
  /** In [0, 1). */
  readonly random: () => number;
}

/**
 * Turns a function's bundle into a template, so that it needs not be asked for when the function runs. The template
 * is made from what the function answers to the windows that runs have, and trusted once it has foretold the
 * answers to fresh random ones.
 *
 * @returns undefined when the bundle has to be asked for at each run: more than dates vary, or a call failed
 */
export async function freezeBundle(
  deps: FreezeDeps,
  entry: Pick<RegisteredVersion, 'bundle' | 'scope'>,
): Promise<FrozenBundle | undefined> {
  const now = deps.now();
  const giveUpAt = new Date(now.getTime() + PATIENCE_MS);
  const answersTo = async (windows: readonly BundleDates[]) => {
    const answers: BundleAnswer[] = [];
    // One after the other: the calls share an environment, and an answer that will not do spares the rest.
    for (const dates of windows) {
      if (deps.now() >= giveUpAt) throw new ExecutionFailure('FUNCTION_TIMEOUT');
      answers.push({ dates, bundle: await askForBundle(deps.invoker, { entry, dates, tenant: TENANT }) });
    }
    return answers;
  };
  try {
    const template = bundleTemplate(await answersTo(usualWindows(now)), now);
    if (!template || jsonBytes(template) > MOST_BYTES) return undefined;
    const fresh = await answersTo(
      Array.from({ length: PROOFS }, (_, index) => randomWindow(now, deps.random, index)),
    );
    return fresh.every((answer) => foretells(template, answer)) ? template : undefined;
  } catch (error) {
    if (error instanceof ExecutionFailure) return undefined;
    throw error;
  }
}

/** Asks a bundle call for nothing but to be there; what it answers does not matter. */
export async function wakeBundle(
  deps: Pick<FreezeDeps, 'invoker' | 'now'>,
  entry: Pick<RegisteredVersion, 'bundle' | 'scope'>,
): Promise<true> {
  const dates = bundleDates({ at: deps.now().toISOString(), useAll: false }, undefined);
  await askForBundle(deps.invoker, { entry, dates, tenant: TENANT });
  return true;
}

function foretells(template: FrozenBundle, { dates, bundle }: BundleAnswer): boolean {
  return JSON.stringify(fillBundle(template, dates)) === JSON.stringify(bundle);
}

/**
 * A first run, one half a year later (on the other side of summer time), one over everything, and those that are the
 * most: soon after the run before.
 */
function usualWindows(now: Date): readonly BundleDates[] {
  const first = (at: Date, useAll: boolean) => bundleDates({ at: at.toISOString(), useAll }, undefined);
  const soon = (ageMs: number) => windowOf(now, new Date(now.getTime() - ageMs));
  return [
    first(now, false),
    first(plusMonths(now, 6), false),
    first(plusMonths(now, 17), true),
    ...[MINUTE_MS, 60 * MINUTE_MS, DAY_MS, 7 * DAY_MS].map(soon),
  ];
}

/**
 * A run at any time in the next years; every other one soon after the run before, most often within hours, and every
 * fourth one near midnight, where days are another day elsewhere.
 */
function randomWindow(now: Date, random: () => number, index: number): BundleDates {
  const at = new Date(now.getTime() + random() * YEARS_MS);
  if (index % 4 === 0) at.setUTCHours(23, 30);
  if (index % 4 === 2) at.setUTCHours(0, 30);
  const soonMs = MINUTE_MS * (100 * (DAY_MS / MINUTE_MS)) ** random();
  const ageMs = index % 2 === 0 ? soonMs : random() * YEARS_MS;
  return windowOf(at, new Date(at.getTime() - ageMs));
}

const windowOf = (at: Date, processedUntil: Date): BundleDates =>
  bundleDates({ at: at.toISOString(), useAll: false }, processedUntil.toISOString());
