import { Command } from 'commander';
import { InvalidInput } from '../../core/errors.ts';
import { endpointSchema } from '../../core/model/names.ts';
import { EngineRequestFailed } from '../http/engine-request-failed.ts';
import { READABLE } from '../import/detect-kind.ts';
import { Origin } from '../import/exported/origin.ts';
import { type ImportCounts, importItems } from '../import/import-items.ts';
import { type Output, startReport } from '../import/import-report.ts';
import { importSize } from '../import/import-size.ts';
import { readImport } from '../import/read-import.ts';
import { RecordStore } from '../import/record-store.ts';
import { explainRefusal, type PdaOptions, signIn, withPdaOptions } from './pda-options.ts';

interface ImportOptions extends PdaOptions {
  readonly as?: string;
}

/** What the command takes from its surroundings. */
export interface ImportSurroundings {
  readonly output: Output;
  readonly now: () => Date;
}

const HELP = `
Reads:
${READABLE.map((kind) => `  ${kind}`).join('\n')}

Records that are in the PDA already are skipped, so a file can be imported again, and an import that broke off
can simply be repeated. What "she export" wrote goes where it came from, with the ids its sources gave it; into the
PDA it came from goes what is no longer there. Of a recurring event the latest 1,000 occurrences until a year from now are read.

Ends with 0 when something could be read, even if some records were bad (they are listed); with 1 when nothing
could, or when the PDA could not be reached or refused.`;

/** `she import FILE --pda NAME`: puts what somebody downloaded about themselves into their PDA. */
export function importCommand(
  surroundings: ImportSurroundings = { output: process.stdout, now: () => new Date() },
): Command {
  const command = new Command('import')
    .description('put what you downloaded about yourself into your PDA')
    .argument('<file>', 'archive, calendar, records, or a folder of them');
  return withPdaOptions(command, 'to put it in')
    .option('--as <namespace/endpoint>', 'where the records go; needed for plain JSON')
    .addHelpText('after', HELP)
    .action((file: string, options: ImportOptions) => run(command, file, options, surroundings));
}

async function run(
  command: Command,
  file: string,
  options: ImportOptions,
  surroundings: ImportSurroundings,
): Promise<void> {
  if (options.as !== undefined && !isStorable(options.as)) {
    command.error('error: --as takes NAMESPACE/ENDPOINT of a-z, 0-9 and "-", such as rumpel/notablesv1');
  }
  const counts = await importFile(file, options, surroundings).catch((error: unknown) =>
    command.error(`error: ${explain(error)}`),
  );
  if (counts.read === 0) command.error(`error: nothing in ${file} could be read`);
}

async function importFile(
  file: string,
  options: ImportOptions,
  { output, now }: ImportSurroundings,
): Promise<ImportCounts> {
  const client = await signIn(options);
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const records = new RecordStore(client, new Origin(client));
  const report = startReport(file, output, await importSize(file));
  try {
    const reading = { as: options.as, timeZone, now: now(), onRead: report.onRead };
    const counts = await importItems(readImport(file, reading), {
      store: (batch) => records.store(batch),
      onProblem: report.onProblem,
      onProgress: report.onProgress,
    });
    report.end(counts);
    return counts;
  } catch (error) {
    report.abort();
    throw error;
  }
}

function isStorable(endpoint: string): boolean {
  return endpoint.includes('/') && endpointSchema.safeParse(endpoint).success;
}

function explain(error: unknown): string {
  if (error instanceof EngineRequestFailed) return explainRefusal(error);
  if (error instanceof InvalidInput) return error.message.replace(': ', ' ');
  throw error;
}
