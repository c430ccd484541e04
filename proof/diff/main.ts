import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { EngineError } from '../../core/errors.ts';
import type { Assembly } from '../prove/assembly/assembly.ts';
import { synthesise } from '../prove/assembly/synthesise.ts';
import { acknowledgements } from './checkout/acknowledgements.ts';
import { baseCommit } from './checkout/base-commit.ts';
import { inCheckout } from './checkout/checkout.ts';
import { compare } from './compare/compare.ts';
import { jsonReport } from './report/json.ts';
import { markdownReport, wholeMarkdownReport } from './report/markdown.ts';
import { type Report, toReport } from './report/report.ts';
import { textReport } from './report/text.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A comparison that could not be made; 1 is for widenings that nobody acknowledged. */
const BAD_USAGE = 2;

interface Options {
  readonly base: string;
  readonly stage?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly whole?: string;
}

/** `npm run diff` */
const command = new Command('diff')
  .description(
    'show what would change when this tree is deployed, riskiest first; without account or network',
  )
  .requiredOption('--base <ref>', 'branch, tag or commit that this work departed from')
  .option('--stage <name>', 'synthesise both as "cdk synth -c stage=NAME" does')
  .option('--json', 'print everything for machines')
  .addOption(new Option('--markdown', 'print a comment for a pull request').conflicts('json'))
  .option('--whole <file>', 'write that comment there, too, with everything that it has no room for')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : BAD_USAGE))
  .parse();

try {
  const options = command.opts<Options>();
  const report = await made(options);
  if (options.whole) writeFileSync(options.whole, wholeMarkdownReport(report));
  console.log(printed(report, options));
  if (report.open.length > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof EngineError)) throw error;
  console.error(error.message);
  process.exitCode = BAD_USAGE;
}

async function made({ base: ref, stage }: Options): Promise<Report> {
  const base = await baseCommit(ROOT, ref);
  const [[before, remark], after, acknowledged] = await Promise.all([
    inCheckout(ROOT, base, (folder) => synthesisedBase(folder, stage)),
    synthesise(stage),
    acknowledgements(ROOT, base),
  ]);
  return toReport(compare(before, after), { base, acknowledgements: acknowledged, remark });
}

/** A stage that the base lacks comes with this change: what it sets is compared with what holds for any account. */
async function synthesisedBase(folder: string, stage?: string): Promise<readonly [Assembly, string?]> {
  if (stage === undefined || existsSync(join(folder, 'config', `${stage}.json`)))
    return [await synthesise(stage, folder)];
  const remark = `config/${stage}.json is not in the base, which was synthesised without a stage: what the stage sets shows as a change.`;
  return [await synthesise(undefined, folder), remark];
}

function printed(report: Report, { json, markdown }: Options): string {
  if (json) return jsonReport(report);
  return markdown ? markdownReport(report) : textReport(report);
}
