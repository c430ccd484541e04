import { everyAction } from '../iam/actions.ts';
import type { Reference } from '../model/app.ts';
import { sampleFunction } from './sample-function.ts';

/** What the apps of mutants are held against: the sample function is approved, and no other. */
export async function sampleReference(): Promise<Reference> {
  const { manifest, codeHash } = sampleFunction();
  return { locked: new Map([[manifest.id, codeHash]]), actions: await everyAction() };
}
