import { mkdirSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { makeHostFolder } from '../../local/host/host-folder.ts';
import { Staging } from '../../local/host/staging.ts';
import { detectSeal } from '../../local/sandbox/detect-seal.ts';
import { unsealed } from '../../local/sandbox/unsealed.ts';
import { COLD_LIMIT, type Measured, table, tooSlow, WARM_LIMIT } from './figures.ts';
import { makeEchoes } from './functions.ts';
import { measure, runnable } from './measure.ts';
import { plainStarter } from './plain.ts';

const JAVA = ['java21'];

/** `npm run bench:sandbox -- --cold 40 --warm 400` */
const options = new Command('bench:sandbox')
  .description(
    `measure what the seal costs; fails when a sealed start takes more than ${COLD_LIMIT} times as long as a plain ` +
      `process, or a warm invocation more than ${WARM_LIMIT} times as long as an unsealed one`,
  )
  .option('--cold <n>', 'starts of each kind', readCount, 30)
  .option('--warm <n>', 'warm invocations of each kind', readCount, 300)
  .option('--family <name>', 'only this one: node, python, java or bootstrap')
  .option('--json', 'print every time as JSON', false)
  .parse()
  .opts<{ cold: number; warm: number; family?: string; json: boolean }>();

const measured = await run();
console.log(options.json ? JSON.stringify(measured) : table(measured));
const complaints = measured.flatMap(tooSlow);
for (const complaint of complaints) console.error(complaint);
const [load = 0] = loadavg();
if (complaints.length > 0 && load > availableParallelism()) {
  // Sealed functions give way to others, plain processes do not.
  console.error(`This machine is busy (load ${load.toFixed(1)}); measure again when it is not.`);
}
process.exitCode = complaints.length > 0 || measured.length === 0 ? 1 : 0;

async function run(): Promise<readonly Measured[]> {
  const host = await makeHostFolder();
  try {
    const sealed = await detectSeal(JAVA);
    const seals = { sealed, unsealed: unsealed(JAVA) };
    const { bootstraps } = await Staging.in(host.path, sealed.interpreters.java?.client);
    const folder = join(host.path, 'bench');
    mkdirSync(folder);
    const plain = await plainStarter(folder, bootstraps, sealed.interpreters);
    const rounds = { cold: options.cold, warm: options.warm };
    const results: Measured[] = [];
    for (const echo of runnable(makeEchoes(folder), sealed.interpreters)) {
      if (options.family !== undefined && options.family !== echo.family) continue;
      results.push(await measure(echo, { seals, plain, folder, bootstraps, rounds }));
    }
    plain.close();
    return results;
  } finally {
    await host.remove();
  }
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a number from 1.');
  return Number(text);
}
