/**
 * Runs every test: jest for the TypeScript, and each function's own in its language. The last line counts them, after the names of
 * those that this machine lacks something for.
 * Arguments go to jest, and then nothing else is run: `npm test -- test/core`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from '../bin/setup.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PYTHON = '/usr/bin/python3';
/** For each of jest's processes, which end when they have grown to half of that: jest.config.mjs. */
const HEAP = '--max-old-space-size=4096';

prepare({ systemPackages: true });
const args = process.argv.slice(2);
const results = [runJest(args), ...(args.length > 0 ? [] : runPythonTests())];
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
const skipped = results.flatMap((result) => result.skipped ?? []);
for (const name of skipped) console.log(`skipped: ${name}`);
console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function runJest(jestArgs) {
  const folder = mkdtempSync(join(tmpdir(), 'she-test-'));
  const report = join(folder, 'jest.json');
  const options = ['--experimental-vm-modules', '--no-warnings', HEAP, 'node_modules/jest/bin/jest.js'];
  const { status } = run(process.execPath, [...options, ...jestArgs, '--json', `--outputFile=${report}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  rmSync(folder, { recursive: true });
  if (!counts) return { passed: 0, failed: 1 };
  // A suite that could not be loaded has no failed test of its own, yet jest fails.
  const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  const skipped = counts.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter((result) => result.status === 'pending')
    .map(({ fullName }) => fullName);
  return { passed: counts.numPassedTests, failed: Math.max(failed, status === 0 ? 0 : 1), skipped };
}

/** unittest prints `Ran N tests`, and then how many of them did not pass. */
function runPythonTests() {
  return foldersWithPythonTests().map((folder) => {
    const command = ['-m', 'unittest', 'discover', '-s', join(folder, 'test'), '-t', folder];
    const { stderr, status } = run(PYTHON, command, {
      encoding: 'utf8',
      env: { PYTHONDONTWRITEBYTECODE: '1' },
    });
    process.stderr.write(`\n${folder}\n${stderr}`);
    const ran = Number(/Ran (\d+) test/.exec(stderr)?.[1] ?? 0);
    const notPassed = [...stderr.matchAll(/(?:failures|errors)=(\d+)/g)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
    const failed = Math.max(notPassed, status === 0 ? 0 : 1);
    return { passed: Math.max(0, ran - failed), failed };
  });
}

function foldersWithPythonTests() {
  const folders = readdirSync(join(ROOT, 'functions-registry')).map((name) =>
    join('functions-registry', name),
  );
  return folders.filter((folder) => {
    const tests = join(ROOT, folder, 'test');
    return existsSync(tests) && readdirSync(tests).some((name) => /^test_.*\.py$/.test(name));
  });
}

function run(command, args, options) {
  return spawnSync(command, args, { cwd: ROOT, ...options });
}
