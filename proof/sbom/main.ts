import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { loadRegistry } from '../../functions-registry/load-registry.ts';
import { bundleLambdas } from '../../lib/packaging/bundle-lambdas.ts';
import { lockedPackages, readPackageLock } from '../supply/packages.ts';
import { repeatable } from './bill.ts';
import { deployedBill } from './deployed-bill.ts';
import { npmBill, shippedBill } from './npm-bill.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Options {
  readonly out: string;
}

/** `npm run sbom`: what the engine is made of, for whoever must know. */
const { out } = new Command('sbom')
  .description(
    'write bills of materials (CycloneDX): what is shipped, everything, and what each Lambda holds',
  )
  .option('--out <folder>', 'where to', join(ROOT, '.build/sbom'))
  .parse()
  .opts<Options>();

const [bundles, { functions }] = await Promise.all([
  bundleLambdas(),
  loadRegistry(join(ROOT, 'functions-registry'), { build: true }),
]);
const packages = lockedPackages(readPackageLock(ROOT));
const everything = await npmBill(ROOT);
const bills = {
  shipped: shippedBill(everything, packages),
  everything,
  deployed: deployedBill({ bundles, functions, packages }),
};
await mkdir(out, { recursive: true });
for (const [name, bill] of Object.entries(bills)) {
  const file = join(out, `${name}.cdx.json`);
  await writeFile(file, `${JSON.stringify(repeatable(bill, 'smart-hat-engine'), null, 2)}\n`);
  console.log(`${file}: ${bill.components.length} components`);
}
