import parse, { type Expression } from 'spdx-expression-parse';
import type { Finding } from '../finding.ts';
import { isShipped, type LockedPackage } from '../packages.ts';

/** For what is deployed, or started by `npm start`. MIT-0 is MIT that does not even ask to be named. */
const SHIPPED = [
  ...['MIT', 'MIT-0', 'Apache-2.0', 'ISC', '0BSD', 'BlueOak-1.0.0'],
  ...['BSD-2-Clause', 'BSD-3-Clause'],
];
/** For tools, which nobody is given: MPL binds changed files only; the others are of data (browsers, SPDX names). */
const DEVELOPMENT = [...SHIPPED, 'MPL-2.0', 'CC-BY-4.0', 'CC-BY-3.0', 'CC0-1.0'];

/**
 * Every package may be used under a licence of our lists; of several that it offers, one of them.
 * @param licenceOf gives the SPDX expression, or nothing when nobody knows
 */
export function checkLicences(
  packages: readonly LockedPackage[],
  licenceOf: (one: LockedPackage) => string | undefined,
): readonly Finding[] {
  return packages.flatMap((one) => {
    const licence = licenceOf(one);
    const allowed = isShipped(one) ? SHIPPED : DEVELOPMENT;
    if (licence === undefined) return [finding(one, 'no licence', 'explain it in proof/supply/explained.ts')];
    return isAllowed(licence, allowed) ? [] : [finding(one, licence, `replace it: ${listOf(one)}`)];
  });
}

/** Whether an SPDX expression can be satisfied by these licences alone; one that cannot be read can not. */
export function isAllowed(expression: string, allowed: readonly string[]): boolean {
  try {
    return satisfies(parse(expression), new Set(allowed));
  } catch {
    return false;
  }
}

function satisfies(expression: Expression, allowed: ReadonlySet<string>): boolean {
  if ('license' in expression) return allowed.has(expression.license);
  const [left, right] = [expression.left, expression.right].map((side) => satisfies(side, allowed));
  return expression.conjunction === 'and' ? left === true && right === true : left === true || right === true;
}

const listOf = (one: LockedPackage): string =>
  isShipped(one)
    ? `shipped code is under ${SHIPPED.join(', ')}`
    : `tools are under ${DEVELOPMENT.join(', ')}`;

const finding = ({ path, version }: LockedPackage, found: string, remedy: string): Finding => ({
  ...{ check: 'licences', subject: `${path} ${version}`, found, remedy },
});
