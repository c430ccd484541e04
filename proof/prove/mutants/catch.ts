import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assembly } from '../assembly/assembly.ts';
import { assemblyOf, cdkApp } from '../assembly/cdk-app.ts';
import type { Reference } from '../model/app.ts';
import { type Proof, prove } from '../prove.ts';
import { Deployment } from './deployment.ts';
import type { Mutant } from './mutant.ts';
import { sampleFunction } from './sample-function.ts';

/** Synthesises the app with one function and one change. */
export function changed(change: Mutant['change']): Assembly {
  const outdir = mkdtempSync(join(tmpdir(), 'she-mutant-'));
  try {
    const app = cdkApp({ functions: [sampleFunction()], outdir });
    change(new Deployment(app));
    return assemblyOf(app);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Judges the app with one change. */
export function proveChanged(change: Mutant['change'], reference: Reference): Proof {
  return prove(changed(change), reference);
}

/** Which claims notice a mutant, sorted; it is caught when those it names do, and no others. */
export function caught(
  { change, caughtBy }: Mutant,
  reference: Reference,
): { readonly isCaught: boolean; readonly by: readonly string[] } {
  const { verdicts } = proveChanged(change, reference);
  const by = verdicts.filter(({ holds }) => !holds).map(({ name }) => name);
  return { isCaught: by.toSorted().join() === caughtBy.toSorted().join(), by };
}
