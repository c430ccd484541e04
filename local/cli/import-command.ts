import { stat } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { InvalidInput } from '../../core/errors.ts';
import { endpointSchema } from '../../core/model/names.ts';
import { EngineClient } from '../http/engine-client.ts';
import { EngineRequestFailed } from '../http/engine-request-failed.ts';
import type { Batch } from '../import/batches.ts';
import { READABLE } from '../import/detect-kind.ts';
import { type ImportCounts, importItems } from '../import/import-items.ts';
import { type Output, startReport } from '../import/import-report.ts';
import { readImport } from '../import/read-import.ts';

interface ImportOptions {
  readonly pda: string;
  readonly user?: string;
  readonly password: string;
  readonly url: string;
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
can simply be repeated. Of a recurring event the latest 1,000 occurrences until a year from now are read.

Ends with 0 when something could be read, even if some records were bad (they are listed); with 1 when nothing
could, or when the PDA could not be reached or refused.`;

/** `she import FILE --pda NAME`: puts what somebody downloaded about themselves into their PDA. */
export function importCommand(
  surroundings: ImportSurroundings = { output: process.stdout, now: () => new Date() },
): Command {
  const command = new Command('import');
  return command
    .description('put what you downloaded about yourself into your PDA')
    .argument('<file>', 'archive, calendar or JSON records')
    .requiredOption('--pda <name>', 'PDA to put it in, such as alice.localhost')
    .option('--user <name>', 'user to sign in as (default: first part of the PDA name)')
    .addOption(new Option('--password <word>', 'password').env('SHE_PASSWORD').default('demo'))
    .addOption(
      new Option('--url <address>', 'where the engine runs').env('SHE_URL').default('http://localhost:4000'),
    )
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
  const client = new EngineClient({ url: options.url, pda: options.pda });
  await client.login(options.user ?? options.pda.split('.')[0] ?? '', options.password);
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // A file that is not there is explained by the reader.
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  const report = startReport(file, output, size);
  try {
    const reading = { as: options.as, timeZone, now: now(), onRead: report.onRead };
    const counts = await importItems(readImport(file, reading), {
      send: (batch) => store(client, batch),
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

async function store(client: EngineClient, { endpoint, records }: Batch): Promise<number> {
  const saved = await client.post(`/api/v2.6/data/${endpoint}?skipErrors=true`, records);
  return Array.isArray(saved) ? saved.length : 0;
}

function explain(error: unknown): string {
  if (error instanceof EngineRequestFailed) return `${error.message}: ${error.cause}\n  ${error.remedy}`;
  if (error instanceof InvalidInput) return error.message.replace(': ', ' ');
  throw error;
}
