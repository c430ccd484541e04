import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { testsOf } from './modules.mjs';

const NOTICED = ['Killed', 'Timeout'];
const UNNOTICED = ['Survived', 'NoCoverage'];

/**
 * Breaks one module in every way Stryker knows, one at a time, and runs its tests against each.
 *
 * @returns how many breakages the tests noticed, and each they did not
 */
export async function mutate(module, { concurrency, folder }) {
  const lines = readFileSync(module, 'utf8').split('\n');
  const results = await new Stryker({
    mutate: [module],
    ignorePatterns: ['cdk.out', '.she', '.build'],
    testRunner: 'jest',
    plugins: ['@stryker-mutator/jest-runner'],
    testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
    jest: {
      configFile: 'test/mutation/jest.config.mjs',
      config: { testMatch: testsOf(module), cacheDirectory: join(folder, 'jest') },
      enableFindRelatedTests: false,
    },
    coverageAnalysis: 'perTest',
    disableTypeChecks: false,
    concurrency,
    timeoutMS: 15_000,
    tempDirName: join(folder, 'sandboxes'),
    cleanTempDir: 'always',
    reporters: ['clear-text'],
    clearTextReporter: { logTests: false, reportTests: false, reportMutants: false, reportScoreTable: false },
    logLevel: 'warn',
    warnings: { slow: false },
  }).runMutationTest();
  const unnoticed = results.filter(({ status }) => UNNOTICED.includes(status));
  return {
    noticed: results.filter(({ status }) => NOTICED.includes(status)).length,
    unnoticed: unnoticed.map((result) => describe(result, lines)),
  };
}

/** A breakage, told so that it is still found when lines are added above it. Stryker counts lines and columns from 1. */
function describe({ location: { start, end }, replacement }, lines) {
  const text = lines.slice(start.line - 1, end.line);
  text.push(text.pop().slice(0, end.column - 1));
  text.unshift(text.shift().slice(start.column - 1));
  return {
    at: start.line,
    line: lines[start.line - 1].trim(),
    mutant: `${squeezed(text.join('\n'))} → ${squeezed(replacement)}`,
  };
}

const squeezed = (text) => text.replace(/\s+/g, ' ').trim();
