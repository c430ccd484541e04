import { everyAction } from '../iam/actions.ts';
import type { Reference } from '../model/app.ts';
import { sampleCanary, sampleFunction } from './sample-function.ts';

/** What the apps of mutants are held against: the sample function and the canary's are approved, and no other. */
export async function sampleReference(): Promise<Reference> {
  const approved = [sampleFunction(), sampleCanary()];
  const locked = new Map(approved.map(({ manifest, codeHash }) => [manifest.id, codeHash]));
  return { locked, actions: await everyAction() };
}
