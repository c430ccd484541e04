import { Command } from 'commander';
import { EngineError } from '../../core/errors.ts';
import { readAssembly } from './assembly/read-assembly.ts';
import { synthesise } from './assembly/synthesise.ts';
import { holdsWhole, prove } from './prove.ts';
import { ownReference } from './reference.ts';
import { jsonReport } from './report/json.ts';
import { textReport } from './report/text.ts';

/** A command line that cannot be used; 1 is for claims that do not hold. */
const BAD_USAGE = 2;

interface Options {
  readonly templates?: string;
  readonly stage?: string;
  readonly json?: boolean;
  readonly mutants?: boolean;
}

/** `npm run prove` */
const command = new Command('prove')
  .description('show, from the templates alone, that nothing a function knows gets out')
  .option('--templates <folder>', 'judge what "cdk synth" wrote there, instead of synthesising the app')
  .option('--stage <name>', 'synthesise as "cdk synth -c stage=NAME" does')
  .option('--json', 'print everything for machines')
  .option(
    '--mutants',
    'open something in the app, in every way we know: each must be caught by the claims it names',
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : BAD_USAGE))
  .parse();

try {
  const options = command.opts<Options>();
  const isWell = await (options.mutants ? tryMutants() : judge(options));
  if (!isWell) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof EngineError)) throw error;
  console.error(error.message);
  process.exitCode = BAD_USAGE;
}

async function judge({ templates, stage, json }: Options): Promise<boolean> {
  const [assembly, reference] = await Promise.all([
    templates === undefined ? synthesise(stage) : readAssembly(templates),
    ownReference(),
  ]);
  const proof = prove(assembly, reference);
  console.log(json ? jsonReport(proof) : textReport(proof));
  return holdsWhole(proof);
}

/** Loads CDK, which the proof itself does without. */
async function tryMutants(): Promise<boolean> {
  const { reportMutants } = await import('./report/mutants.ts');
  return reportMutants((line) => console.log(line));
}
