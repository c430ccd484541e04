import { performance } from 'node:perf_hooks';
import { Command } from 'commander';
import { bounds } from './bounds.ts';
import { explore } from './explore.ts';
import { type Line, table, takenText, traceText } from './report.ts';

/** `npm run model-check`: explores every bound, prints a table, and fails at the first invariant that does not hold. */
new Command('model-check')
  .description('explore the model of the state machine, within bounds, exhaustively')
  .parse();
const lines: Line[] = [];
for (const bound of bounds()) {
  const start = performance.now();
  const explored = explore(bound);
  lines.push({ bound, explored, seconds: (performance.now() - start) / 1000 });
  const { violation } = explored;
  if (!violation) continue;
  console.error(`${violation.invariant} does not hold within "${bound.name}": ${violation.what}.`);
  console.error(traceText(bound, violation.trace));
  process.exitCode = 1;
  break;
}
console.log(table(lines));
console.log(`\nActions taken: ${takenText(lines)}.`);
if (!process.exitCode)
  console.log(
    '\nI1, I2, I4, I5, I6, I7, I8 and I10 hold in every state and transition; every fair continuation ends.',
  );
