import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assembly } from '../assembly/assembly.ts';
import { assemblyOf, cdkApp } from '../assembly/cdk-app.ts';
import type { Reference } from '../model/app.ts';
import { type Proof, prove } from '../prove.ts';
import { Deployment } from './deployment.ts';
import type { Mutant } from './mutant.ts';
import { sampleCanary, sampleFunction } from './sample-function.ts';

/** Synthesises the app with one function and one change, without a canary unless it is about that. */
export function changed(change: Mutant['change'], canary = false): Assembly {
  const outdir = mkdtempSync(join(tmpdir(), 'she-mutant-'));
  try {
    const app = cdkApp({ functions: [sampleFunction()], canary: canary ? [sampleCanary()] : [], outdir });
    change(new Deployment(app));
    return assemblyOf(app);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Judges the app with one change. */
export function proveChanged(change: Mutant['change'], reference: Reference, canary = false): Proof {
  return prove(changed(change, canary), reference);
}

/** Which claims notice a mutant, sorted; it is caught when those it names do, and no others. */
export function caught(
  { change, caughtBy, canary }: Mutant,
  reference: Reference,
): { readonly isCaught: boolean; readonly by: readonly string[] } {
  const { verdicts } = proveChanged(change, reference, canary);
  const by = verdicts.filter(({ holds }) => !holds).map(({ name }) => name);
  return { isCaught: by.toSorted().join() === caughtBy.toSorted().join(), by };
}
