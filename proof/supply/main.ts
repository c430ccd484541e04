import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { askRegistry } from './audit.ts';
import { checkSupply } from './check-supply.ts';
import { EXPLAINED } from './explained.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Options {
  readonly audit: boolean;
}

/** `npm run supply`: what we did not write but run, and whether it may be here. */
const { audit } = new Command('supply')
  .description(
    'check pins, hashes, install scripts, licences, deprecations and advisories of every npm package',
  )
  .option('--no-audit', 'do not ask the registry about advisories')
  .parse()
  .opts<Options>();
const answer = audit ? await askRegistry(ROOT) : { kind: 'no answer' as const, why: '--no-audit' };
const { lines, findings } = checkSupply({ root: ROOT, explained: EXPLAINED, audit: answer, now: new Date() });

for (const line of lines) console.log(line);
for (const { check, subject, found, remedy } of findings)
  console.error(`\n${check}: ${subject}\n  found: ${found}\n  do: ${remedy}`);
process.exitCode = findings.length > 0 ? 1 : 0;
