/**
 * Mutation testing: breaks the modules that keep the engine's promises, in one place at a time, and fails unless the
 * tests notice. `npm run mutation` takes all of them, `npm run mutation -- --mutate core/execute/claim.ts` one.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MODULES } from './modules.mjs';
import { mutate } from './mutate.mjs';
import { judge, page, score, total } from './report.mjs';

const LOWEST_SCORE = 90;

const { values } = parseArgs({
  options: { mutate: { type: 'string', multiple: true }, concurrency: { type: 'string', default: '2' } },
});
const modules = values.mutate ?? MODULES;
const unknown = modules.filter((module) => !MODULES.includes(module));
if (unknown.length > 0) {
  console.error(
    `${unknown.join(', ')} not among the modules of test/mutation/modules.mjs: add it, or type one of them`,
  );
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'she-mutation-'));
const results = [];
try {
  for (const module of modules) results.push(await examine(module));
} finally {
  rmSync(folder, { recursive: true });
}
const isGood = results.every(({ good }) => good);
const all = total(results);
console.log(`${all.noticed} of ${all.noticed + all.unnoticed.length} noticed, ${score(all).toFixed(1)} %`);
if (isGood && !values.mutate) writeFileSync('docs/mutation.md', page(results));
process.exitCode = isGood ? 0 : 1;

async function examine(module) {
  const started = Date.now();
  const result = await mutate(module, { concurrency: Number(values.concurrency), folder });
  const judged = judge(module, result.unnoticed);
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(
    `${score(result).toFixed(1).padStart(5)} %  ${module}  (${result.noticed} noticed, ${seconds} s)`,
  );
  for (const { at, line, mutant } of judged.unexplained) {
    console.error(`  ${module}:${at} no test notices: ${mutant}\n    in: ${line}`);
  }
  for (const { in: line, mutant } of judged.stale) {
    console.error(`  test/mutation/survivors.json explains what tests notice: ${mutant}\n    in: ${line}`);
  }
  const good = score(result) >= LOWEST_SCORE && judged.unexplained.length + judged.stale.length === 0;
  return { module, ...result, ...judged, good };
}
