import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Explained } from './explained.ts';
import { licenceOfText } from './licence-text.ts';
import type { LockedPackage } from './packages.ts';

const old = z.object({ type: z.string() });
const packageSchema = z.looseObject({
  license: z.optional(z.union([z.string(), old])),
  licenses: z.optional(z.array(old)),
});

/**
 * The licence of a package, as an SPDX expression: what it says itself, else the text it brings, else what
 * somebody found out, else, for a platform's part of a package, the licence of the whole.
 *
 * @returns undefined when nobody says
 */
export function licenceOf(
  one: LockedPackage,
  { root, explained, packages }: LicenceSources,
): string | undefined {
  const folder = join(root, one.path);
  const own = existsSync(join(folder, 'package.json'))
    ? (stated(folder) ?? licenceOfText(folder))
    : one.license;
  return own ?? explained.licences[one.name]?.licence ?? licenceOfWhole(one, packages);
}

export interface LicenceSources {
  /** Holds node_modules. */
  readonly root: string;
  readonly explained: Pick<Explained, 'licences'>;
  readonly packages: readonly LockedPackage[];
}

function stated(folder: string): string | undefined {
  const read = packageSchema.safeParse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const { license, licenses } = read.data ?? {};
  if (typeof license === 'string') return license;
  const types = license ? [license.type] : licenses?.map(({ type }) => type);
  return types?.length ? `(${types.join(' OR ')})` : undefined;
}

function licenceOfWhole(one: LockedPackage, packages: readonly LockedPackage[]): string | undefined {
  if (!one.os && !one.cpu) return undefined;
  return packages.find(({ optionalDependencies }) => one.name in optionalDependencies)?.license;
}
