import type { Stage } from './stage.ts';
import { changed, refused } from './steps/change.ts';
import { bootstrap, deploy, registered } from './steps/deploy.ts';
import { destroy } from './steps/destroy.ts';
import { deadLetters, restoration, rotation } from './steps/drills.ts';
import { enable, firstRun, registerPda } from './steps/run.ts';
import type { Step } from './steps/step.ts';

/** What docs/disaster.md calls drilled. */
export const DRILLS: readonly Step[] = [deadLetters, rotation, restoration];

/** In this order; each needs those before it. */
const STEPS: readonly Step[] = [
  ...[bootstrap, deploy, registered],
  ...[registerPda, enable, firstRun],
  ...DRILLS,
  ...[changed, refused],
];

/** Carries the trial out until a step fails, and destroys what it deployed. @returns whether all was seen */
export async function runTrial(stage: Stage, tell: (line: string) => void): Promise<boolean> {
  let isWhole = true;
  for (const step of STEPS) {
    isWhole = await carryOut(step, stage, tell);
    if (!isWhole) break;
  }
  return (await carryOut(destroy, stage, tell)) && isWhole;
}

async function carryOut({ name, run }: Step, stage: Stage, tell: (line: string) => void): Promise<boolean> {
  const begun = Date.now();
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(1)} s`;
  try {
    const seen = await run(stage);
    tell(`ok      ${name} (${seconds()})\n          ${seen}`);
    return true;
  } catch (error) {
    tell(`FAILED  ${name} (${seconds()})\n${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
