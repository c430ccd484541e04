import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { exportRecords } from '../export/export-records.ts';
import { startExportReport } from '../export/export-report.ts';
import { writeWholeFile } from '../export/write-whole-file.ts';
import { reasonOf } from '../failure-reason.ts';
import { EngineRequestFailed } from '../http/engine-request-failed.ts';
import { explainRefusal, type PdaOptions, signIn, withPdaOptions } from './pda-options.ts';

interface ExportOptions extends PdaOptions {
  readonly output?: string;
}

type Output = Writable & { readonly isTTY?: boolean };

/** What the command takes from its surroundings. */
export interface ExportSurroundings {
  readonly output: Output;
  /** For what is said about the export. */
  readonly errors: Output;
}

const HELP = `
Writes one record a line, as JSON with its endpoint, id and data, in the order they were stored in; how it goes is
said on standard error. "she import" takes it back, into this or an empty PDA. Links between records are not in it.

Ends with 0 when everything was written. Otherwise with 1: then a file is not there, or is the earlier one, and what
went to standard output is not everything.`;

/** `she export --pda NAME`: gives everything in a PDA back. */
export function exportCommand(
  surroundings: ExportSurroundings = { output: process.stdout, errors: process.stderr },
): Command {
  const command = new Command('export').description('get everything in your PDA back, one record a line');
  return withPdaOptions(command, 'to export')
    .option('--output <file>', 'write it to a file (default: standard output)')
    .addHelpText('after', HELP)
    .action((options: ExportOptions) =>
      exportPda(options, surroundings).catch((error: unknown) =>
        command.error(`error: ${explain(error, options)}`),
      ),
    );
}

async function exportPda(options: ExportOptions, { output, errors }: ExportSurroundings): Promise<void> {
  const client = await signIn(options);
  const isAlone = options.output !== undefined || output.isTTY !== true;
  const report = startExportReport(options.pda, errors, errors.isTTY === true && isAlone);
  const chunks = exportRecords(client, report.onProgress);
  try {
    if (options.output !== undefined) await writeWholeFile(options.output, chunks);
    else await pipeline(chunks, output, { end: false });
    report.end();
  } catch (error) {
    report.abort();
    throw error;
  }
}

function explain(error: unknown, { output }: ExportOptions): string {
  const left = output === undefined ? 'what was written is not everything' : `${output} was not written`;
  if (error instanceof EngineRequestFailed) return `${left}. ${explainRefusal(error)}`;
  const { code, message } = reasonOf(error);
  if (code === undefined) throw error;
  if (output === undefined) return `${left}: whoever was to take it stopped (${code})`;
  return `${left}: ${message}`;
}
