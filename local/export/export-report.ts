import type { Writable } from 'node:stream';
import { spinner } from '@clack/prompts';
import type { ExportProgress } from './export-records.ts';

/** Tells a person how an export goes, beside what is exported: live on a terminal, otherwise line by line. */
export interface ExportReport {
  onProgress(progress: ExportProgress): void;
  /** Says how much there was. */
  end(): void;
  /** Ends the report because the export broke off. */
  abort(): void;
}

/** @param live whether `output` is a terminal that nothing else is written to */
export function startExportReport(pda: string, output: Writable, live: boolean): ExportReport {
  const spin = live ? spinner({ output }) : undefined;
  let endpoints = 0;
  let records = 0;
  spin?.start(`Exporting ${pda}`);
  return {
    onProgress(progress) {
      const line = `${progress.endpoint}: ${progress.records} records`;
      spin?.message(line);
      if (!progress.done) return;
      endpoints += 1;
      records += progress.records;
      if (!spin) output.write(`${line}\n`);
    },
    end() {
      const line = `${records} records of ${endpoints} endpoints exported`;
      if (spin) spin.stop(line);
      else output.write(`${line}\n`);
    },
    abort() {
      spin?.error(`Stopped exporting ${pda}`);
    },
  };
}
