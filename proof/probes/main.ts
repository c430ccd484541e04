import { Command, Option } from 'commander';
import { EngineError } from '../../core/errors.ts';
import { BREAKS } from './breaks.ts';
import { PROBES } from './list/all.ts';
import { complaints, summary, table } from './report/table.ts';
import { RESPONSES } from './responses/all.ts';
import type { Report } from './run-probes.ts';
import { startRun } from './start-run.ts';

interface Options {
  readonly only: readonly string[];
  readonly json?: true;
  readonly break?: string;
}

const NAMES: readonly string[] = [...PROBES, ...RESPONSES].map(({ name }) => name);

/** `npm run probes -- --only NAME … --json --break NAME` */
const options = new Command('probes')
  .description('let hostile functions try every way out, sealed and not: sealed nothing may get through')
  .option('--only <names...>', 'these probes', [])
  .option('--json', 'print everything that was seen, as JSON')
  .addOption(
    new Option('--break <name>', 'weaken the engine on purpose; must be noticed').choices(
      BREAKS.map(({ name }) => name),
    ),
  )
  .parse()
  .opts<Options>();

process.exitCode = (await run(options).catch(tell)) ? 0 : 1;

async function run({ only, json, break: chosen }: Options): Promise<boolean> {
  const unknown = only.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0)
    throw new EngineError(
      `There is no probe "${unknown.join('" and no "')}"; npm run probes lists them all.`,
    );
  const broken = BREAKS.find(({ name }) => name === chosen);
  if (!json && broken) console.log(`Weakened on purpose: ${broken.name}. This must be noticed.`);
  if (!json)
    console.log(`Trying ${only.length || NAMES.length} ways out, in Node and Python, sealed and not …\n`);
  const report = await startRun(only, broken);
  console.log(json ? JSON.stringify(report) : printed(report));
  return 'results' in report && report.results.every(({ verdict }) => verdict === 'held');
}

function printed(report: Report): string {
  if ('unsealable' in report) return report.unsealable;
  const { results } = report;
  const wrong = complaints(results);
  return [table(results), ...(wrong === '' ? [] : [wrong]), summary(results)].join('\n\n');
}

function tell(error: unknown): boolean {
  if (!(error instanceof EngineError)) throw error;
  console.error(error.message);
  return false;
}
