import { RUNTIMES } from '../../core/model/runtime.ts';

/** Families of runtimes that run on one machine; `bootstrap` is the function's own executable, in any language. */
export const HOSTED_FAMILIES = ['node', 'python', 'java', 'bootstrap'] as const;

export type HostedFamily = (typeof HOSTED_FAMILIES)[number];

/** The family that runs a Lambda runtime here, or `undefined` when this host cannot. */
export function hostedFamily(runtime: string): HostedFamily | undefined {
  const family = RUNTIMES[runtime]?.family;
  return HOSTED_FAMILIES.find((hosted) => hosted === family);
}
