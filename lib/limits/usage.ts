import { DeploymentInvalid } from '../deployment-invalid.ts';

/** How much of a limited thing a deployment uses. */
export interface Usage {
  /** Whose it is, as it begins a sentence: `She-Functions-007`. */
  readonly of: string;
  /** What is counted: `resources`. */
  readonly unit: string;
  readonly used: number;
  readonly limit: number;
  /** What above it is told of. @default - 80 % of the limit */
  readonly near?: number;
  /** Where the limit is, as it ends a sentence: `a CloudFormation stack`. */
  readonly at: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
}

/** From this part of a limit on, it is time to do something about it. */
const NEAR = 0.8;

/**
 * @returns what is near its limit, a sentence for each
 * @throws DeploymentInvalid naming all that is above its limit, by how much, and what to do
 */
export function withinLimits(usages: readonly Usage[]): readonly string[] {
  const over = usages.filter(({ used, limit }) => used > limit);
  if (over.length > 0) throw new DeploymentInvalid(over.map(tooMuch).join('\n'));
  return usages.filter(({ used, limit, near = limit * NEAR }) => used > near).map(nearly);
}

function tooMuch({ used, limit, ...usage }: Usage): string {
  const { of, unit, at, remedy } = usage;
  const excess = number(used - limit);
  return `${of} would have ${number(used)} ${unit}, ${excess} more than ${at} may have (${number(limit)}). ${remedy}`;
}

function nearly({ of, unit, used, limit, at, remedy }: Usage): string {
  const part = Math.floor((used / limit) * 100);
  return `${of} has ${number(used)} ${unit}, ${part} % of what ${at} may have. Before there are more: ${remedy}`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
