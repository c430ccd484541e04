import * as fc from 'fast-check';
import { Fault, play } from './play/play.ts';
import type { Stage } from './stage.ts';
import { story } from './stories/steps.ts';

export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  /** Of a fault that was found under this seed: plays what led to it and nothing else. */
  readonly path?: string | undefined;
  /** Hears of each fault, before it is made smaller, which takes minutes. */
  readonly onFault?: ((fault: Fault) => void) | undefined;
}

export interface FuzzResult {
  readonly runs: number;
  /** How often what was answered to what. */
  readonly answers: ReadonlyMap<string, number>;
  /** The smallest story that shows a fault, and how to play it again. */
  readonly fault?: { readonly description: string; readonly path: string } | undefined;
}

/**
 * Tells stories until one shows a fault, or there were `runs` of them. Servers that showed one are replaced, so that
 * what is shown in the end needs no more than its own story.
 */
export async function fuzz(stage: Stage, { runs, seed, path, onFault }: FuzzOptions): Promise<FuzzResult> {
  const answers = new Map<string, number>();
  const property = fc.asyncProperty(story, async (told) => {
    try {
      for (const answer of await play(told, stage.servers))
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
    } catch (error) {
      if (error instanceof Fault) onFault?.(error);
      await stage.restart();
      throw error;
    }
  });
  const replay = path === undefined ? {} : { path };
  const result = await fc.check(property, { numRuns: runs, seed, ...replay });
  if (!result.failed) return { runs: result.numRuns, answers };
  const { errorInstance: error, counterexamplePath, numShrinks } = result;
  if (!(error instanceof Fault)) throw error;
  const description = `${error.message}\n(made smaller ${numShrinks} times, from the story)\n${JSON.stringify(result.counterexample?.[0])}`;
  return { runs: result.numRuns, answers, fault: { description, path: counterexamplePath ?? '' } };
}
