import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { soak } from './soak.ts';
import { summary, violationLines } from './summary.ts';

/** `npm run soak -- --rounds 200 --seed N` */
const options = new Command('soak')
  .description('kill the engine at random moments under load, and hold it to its promises')
  .option('--rounds <n>', 'how often it is killed under load', readCount, 200)
  .option('--seed <n>', 'repeats the same choices, though not the same timing', String(randomInt(2 ** 31)))
  .parse()
  .opts<{ rounds: number; seed: string }>();

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());

console.log(`soak: ${options.rounds} rounds, seed ${options.seed}`);
const result = await soak({ ...options, report: (line) => console.log(line), signal: interrupted.signal });
console.log(summary(result));
for (const line of violationLines(result, options.seed)) console.error(line);
if (interrupted.signal.aborted) console.error('interrupted: everything was ended');
process.exitCode = interrupted.signal.aborted ? 130 : result.violations.length > 0 ? 1 : 0;

function readCount(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a number from 1.');
  return Number(text);
}
