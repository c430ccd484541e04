import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isShipped, type LockedPackage } from '../supply/packages.ts';
import { type Bill, billSchema } from './bill.ts';

const run = promisify(execFile);

/** npm's own bill of everything that package-lock.json holds. */
export async function npmBill(root: string): Promise<Bill> {
  const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--loglevel=error'];
  const { stdout } = await run('npm', args, { cwd: root, maxBuffer: 2 ** 26 });
  return billSchema.parse(JSON.parse(stdout));
}

/**
 * What of it is deployed or started. Not `npm sbom --omit dev`, which also leaves out whatever a tool uses as well:
 * of npm 11 it had no zod.
 */
export function shippedBill(bill: Bill, packages: readonly LockedPackage[]): Bill {
  const shipped = new Set(packages.filter(isShipped).map(({ name, version }) => `${name}@${version}`));
  const root = bill.metadata.component['bom-ref'];
  const isKept = (ref: string) => shipped.has(ref) || ref === root;
  return {
    ...bill,
    components: bill.components.filter((one) => isKept(one['bom-ref'])),
    dependencies: bill.dependencies
      .filter(({ ref }) => isKept(ref))
      .map((one) => ({ ...one, dependsOn: one.dependsOn.filter(isKept) })),
  };
}
