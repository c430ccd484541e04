/**
 * Mutation testing: breaks the modules that keep the engine's promises, one line at a time, and fails unless the
 * tests notice. `npm run mutation` takes all of them, `npm run mutation -- --mutate core/execute/claim.ts` one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MODULES } from './modules.mjs';
import { mutate } from './mutate.mjs';

const { values } = parseArgs({
  options: { mutate: { type: 'string', multiple: true }, concurrency: { type: 'string', default: '2' } },
});
const modules = values.mutate ?? MODULES;
const folder = mkdtempSync(join(tmpdir(), 'she-mutation-'));
for (const module of modules) {
  const t = Date.now();
  const { noticed, timedOut, unnoticed } = await mutate(module, {
    concurrency: Number(values.concurrency),
    folder,
  });
  const total = noticed + unnoticed.length;
  console.log(
    `${module} ${noticed}/${total} ${((noticed / total) * 100).toFixed(1)} % timeouts ${timedOut}, ${Date.now() - t} ms`,
  );
  for (const { at, mutant, line } of unnoticed) console.log(`  ${at}: ${mutant}    in: ${line}`);
}
rmSync(folder, { recursive: true });
