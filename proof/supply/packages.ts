import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const names = z.record(z.string(), z.string());

const manifestSchema = z.looseObject({
  dependencies: z._default(names, {}),
  devDependencies: z._default(names, {}),
  overrides: z._default(names, {}),
});
/** What package.json asks for. */
export type Manifest = z.infer<typeof manifestSchema>;

const entrySchema = z.looseObject({
  version: z.optional(z.string()),
  resolved: z.optional(z.string()),
  integrity: z.optional(z.string()),
  license: z.optional(z.string()),
  deprecated: z.optional(z.string()),
  dev: z.optional(z.boolean()),
  optional: z.optional(z.boolean()),
  inBundle: z.optional(z.boolean()),
  link: z.optional(z.boolean()),
  hasInstallScript: z.optional(z.boolean()),
  os: z.optional(z.array(z.string())),
  cpu: z.optional(z.array(z.string())),
  dependencies: z._default(names, {}),
  devDependencies: z._default(names, {}),
  optionalDependencies: z._default(names, {}),
});
const lockSchema = z.object({ lockfileVersion: z.number(), packages: z.record(z.string(), entrySchema) });
export type PackageLock = z.infer<typeof lockSchema>;

/** An entry of package-lock.json. */
export interface LockedPackage extends z.infer<typeof entrySchema> {
  /** `node_modules/a/node_modules/b` */
  readonly path: string;
  readonly name: string;
}

export function readManifest(root: string): Manifest {
  return manifestSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
}

export function readPackageLock(root: string): PackageLock {
  return lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
}

/** Every package of a lock but the project itself. */
export function lockedPackages({ packages }: PackageLock): readonly LockedPackage[] {
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({ ...entry, path, name: nameOf(path) }));
}

/** `node_modules/@a/b/index.js`, `node_modules/x/node_modules/@a/b` → `@a/b` */
export function nameOf(path: string): string {
  const [first = '', second] = (path.split('node_modules/').at(-1) ?? '').split('/');
  return first.startsWith('@') && second !== undefined ? `${first}/${second}` : first;
}

/** Whether it comes with what is deployed or started; the rest is for development only. */
export const isShipped = ({ dev }: Pick<LockedPackage, 'dev'>): boolean => dev !== true;
