import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { EngineError } from '../../core/errors.ts';
import { dynamoClient } from '../../lambdas/shared/clients.ts';
import { explained, stageConfig } from '../at-stage.ts';
import { type FunctionVersion, versionOf } from '../recalls/recall-folder.ts';
import { restoreBeside } from '../restore/copy-of-the-past.ts';
import { putBack, RESTORABLE, type Restorable } from '../restore/put-back.ts';
import { deployedTable } from '../restore/stage-tables.ts';

interface RestoreOptions {
  readonly stage: string;
  readonly at?: Date;
  readonly from?: string;
  readonly only?: string;
  readonly keepConsents?: true;
  readonly recall: readonly FunctionVersion[];
}

const HELP = `
The table is restored beside itself, as it was then; then what it has lost is put back, item by item. What it still has
is newer, and is not changed. The copy stays until you delete it, and --from takes it again.

A function whose status comes back is disabled, since nobody knows what its owner has decided since: they enable it
again. With --keep-consents it goes on; say so only when nobody can have disabled one since the time you name.

A version that was recalled after the time you name runs again once the catalogue is back, unless --recall names it.`;

/** `she restore TABLE --stage NAME`: puts back what a table has lost. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('put back what a table of the engine on AWS has lost')
    .addArgument(new Argument('<table>', 'of the engine').choices(RESTORABLE))
    .requiredOption('--stage <name>', 'the engine on AWS that config/<name>.json describes')
    .option('--at <time>', 'such as 2026-11-23T17:00:00Z (default: the latest there is)', readTime)
    .option('--from <copy>', 'a copy that was restored before')
    .option('--only <key>', 'one PDA, or one function of the catalogue')
    .option('--keep-consents', 'functions that come back stay enabled')
    .option(
      '--recall <function@version>',
      'of the catalogue: comes back recalled (repeatable)',
      addRecall,
      [],
    )
    .addHelpText('after', HELP)
    .action((table: Restorable, options: RestoreOptions) =>
      explained('docs/disaster.md', () => restore(table, options)),
    );
}

async function restore(table: Restorable, options: RestoreOptions): Promise<void> {
  if (table !== 'catalogue' && options.recall.length > 0)
    throw new EngineError('--recall is about the catalogue: leave it out.');
  const { account, region } = stageConfig(options.stage);
  const config = region === undefined ? {} : { region };
  const dynamo = dynamoClient(config);
  const to = await deployedTable(new CloudFormationClient(config), account, table);
  const from = options.from ?? (await restoreBeside(dynamo, { table: to, at: options.at, now: new Date() }));
  console.log(`${to} as it was is ${from}.`);
  const { restored, present, leftOut } = await putBack(dynamo, {
    ...{ table, from, to, only: options.only, now: () => new Date() },
    ...{ keepsConsent: options.keepConsents === true, recalls: options.recall },
  });
  console.log(`${restored} put back, ${present} still there and not changed, ${leftOut} left out.`);
  console.log(`When all is well: aws dynamodb delete-table --table-name ${from}`);
}

function addRecall(text: string, before: readonly FunctionVersion[]): readonly FunctionVersion[] {
  const version = versionOf(text);
  if (!version) throw new InvalidArgumentError('It must be a function and a version, such as coach@1.0.0.');
  return [...before, version];
}

function readTime(text: string): Date {
  const time = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('It must be a time with its zone, such as 2026-11-23T17:00:00Z.');
  return time;
}
