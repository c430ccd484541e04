/**
 * Holds the import matrix, and fails when nothing was looked at: a cruise over no module is always clean.
 */
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import configuration from '../.dependency-cruiser.mjs';

const FOLDERS = [
  'bin',
  'core',
  'adapters',
  'lambdas',
  'lib',
  'local',
  'functions-registry',
  'proof',
  'bench',
];
const FEWEST_MODULES = 100;

const { output } = await cruise(
  FOLDERS,
  { ...configuration.options, ruleSet: configuration, validate: true },
  {},
  { tsConfig: extractTSConfig('tsconfig.json') },
);
const { totalCruised, violations } = output.summary;
for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} must not import ${to}`);
if (totalCruised < FEWEST_MODULES) {
  console.error(`Only ${totalCruised} modules were looked at; ${FEWEST_MODULES} or more are expected.`);
}
const isClean = violations.length === 0 && totalCruised >= FEWEST_MODULES;
console.log(`imports: ${totalCruised} modules, ${violations.length} violations`);
process.exitCode = isClean ? 0 : 1;
