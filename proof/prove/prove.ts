import type { Assembly } from './assembly/assembly.ts';
import { CLAIMS } from './claims/all.ts';
import { type Claim, type Evidence, Told } from './claims/claim.ts';
import type { Finding } from './finding.ts';
import { appOf, type Reference } from './model/app.ts';
import { modelOf } from './model/model.ts';
import { type Reach, reachOf } from './reach/reach.ts';

/** What was found about one claim. */
export interface Verdict extends Pick<Claim, 'name' | 'sentence' | 'closes'> {
  readonly holds: boolean;
  readonly evidence: readonly Evidence[];
  readonly violations: readonly Finding[];
}

export interface Proof {
  readonly verdicts: readonly Verdict[];
  readonly reach: readonly Reach[];
}

/** Judges every claim about a deployment. */
export function prove(assembly: Assembly, reference: Reference): Proof {
  const app = appOf(modelOf(assembly), reference);
  const verdicts = CLAIMS.map((claim) => {
    const told = new Told();
    claim.judge(app, told);
    const { name, sentence, closes } = claim;
    const { evidence } = told;
    const violations =
      told.violations.length > 0 || evidence.length > 0 ? told.violations : [nothingSeen(claim)];
    return { name, sentence, closes, holds: violations.length === 0, evidence, violations };
  });
  return { verdicts, reach: reachOf(app) };
}

/** Whether every claim holds. */
export const holdsWhole = ({ verdicts }: Proof) => verdicts.every(({ holds }) => holds);

/** A claim that looked at nothing has shown nothing. */
function nothingSeen({ name }: Claim): Finding {
  const expected = 'at least one resource that establishes the claim';
  return { stack: '(any)', logicalId: name, path: '', found: 'nothing to look at', expected };
}
