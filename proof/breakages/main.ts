import { Command } from 'commander';
import { EngineError } from '../../core/errors.ts';
import { BREAKAGES } from './breakages.ts';
import { notice } from './notice.ts';

/** `npm run breakages`: breaks one line of the engine at a time, and fails if the proofs do not notice one. */
new Command('breakages').description('break one line of the engine at a time: somebody must notice').parse();
let unnoticed = 0;
for (const breakage of BREAKAGES) {
  const noticed = await notice(breakage).catch(tell);
  if (!noticed) unnoticed++;
  console.log(`${noticed ? '✓' : '✗'} ${breakage.name}\n    ${noticed || 'nobody noticed'}`);
}
console.log(`\n${BREAKAGES.length} lines broken, ${unnoticed} not noticed`);
process.exitCode = unnoticed > 0 ? 1 : 0;

function tell(error: unknown): string {
  if (!(error instanceof EngineError)) throw error;
  console.error(error.message);
  return '';
}
