import type { Writable } from 'node:stream';
import { progress } from '@clack/prompts';
import type { ImportProblem } from './import-item.ts';
import type { ImportCounts } from './import-items.ts';

const MAX_LISTED = 20;

/** Characters. */
const BAR_WIDTH = 30;

/** Where a command prints; `isTTY` on a terminal. */
export type Output = Writable & { readonly isTTY?: boolean };

/** Tells a person how an import goes: live on a terminal, otherwise line by line. */
export interface ImportReport {
  onProblem(problem: ImportProblem): void;
  onProgress(counts: ImportCounts): void;
  /** So many more bytes of the file have been read. */
  onRead(bytes: number): void;
  /** Ends the report with the problems, at most 20 of them, and the result. */
  end(counts: ImportCounts): void;
  /** Ends the report because the import broke off; says what went in before. */
  abort(): void;
}

/** @param size of the file, bytes */
export function startReport(file: string, output: Output, size: number): ImportReport {
  const problems: ImportProblem[] = [];
  let bad = 0;
  let latest: ImportCounts | undefined;
  const live = output.isTTY === true ? progress({ output, max: size, size: BAR_WIDTH }) : undefined;
  const line = (text: string): void => {
    output.write(`${text}\n`);
  };
  if (live) live.start(`Importing ${file}`);
  else line(`Importing ${file}`);
  return {
    onProblem(problem) {
      bad += 1;
      if (problems.length < MAX_LISTED) problems.push(problem);
    },
    onProgress(counts) {
      latest = counts;
      live?.message(`Importing ${file}: ${summary(counts)}`);
    },
    onRead(bytes) {
      live?.advance(bytes);
    },
    end(counts) {
      live?.stop(`Read ${file}`);
      for (const { where, what } of problems) line(`  ${where}: ${what}`);
      if (bad > problems.length) line(`  … and ${bad - problems.length} more problems`);
      line(summary(counts));
    },
    abort() {
      live?.error(`Stopped importing ${file}`);
      if (latest) line(`Before it broke off: ${summary(latest)}. Import the file again to go on.`);
    },
  };
}

/** `120 read, 100 new, 20 already there, 0 bad` */
function summary({ read, fresh, known, bad }: ImportCounts): string {
  return `${read} read, ${fresh} new, ${known} already there, ${bad} bad`;
}
