/**
 * Writes, for whoever approves a deployment, what it would change since the commit that was deployed last: pushes that
 * were rejected, failed or were superseded in between came to no account, and are part of it. For the workflow
 * .github/workflows/deploy.yml, which gives STAGE, GITHUB_STEP_SUMMARY and what `gh` needs.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WORKFLOW = 'deploy.yml';
/** Runs that succeeded, among which the last of this stage is looked for; one that is run again keeps its old place. */
const LOOKED_AT = 100;
/** Of `npm run diff`: compared, and with widenings that nobody acknowledged. */
const COMPARED = [0, 1];

const { STAGE = '', GITHUB_STEP_SUMMARY = '/dev/stdout' } = process.env;

/**
 * @returns {string} Markdown
 * @throws {Error} saying why nothing could be compared
 */
function changes() {
  const base = deployedCommit();
  if (base === undefined) return `No run has deployed \`${STAGE}\` yet: **everything is new**.\n`;
  if (run('git', ['merge-base', '--is-ancestor', base, 'HEAD']).status !== 0)
    throw new Error(`what was deployed last, ${base}, is no earlier commit of this one`);
  return compared(base);
}

/** The commit of the last run that deployed this stage and ended well. */
function deployedCommit() {
  const filters = ['--workflow', WORKFLOW, '--status', 'success', '--limit', String(LOOKED_AT)];
  const { status, stdout, stderr } = run('gh', [
    ...['run', 'list', ...filters],
    ...['--json', 'headSha,displayTitle,startedAt'],
  ]);
  if (status !== 0) throw new Error(`the runs of this workflow could not be listed\n${stderr}`);
  const mine = JSON.parse(stdout).filter(({ displayTitle }) => displayTitle === `Deploy ${STAGE}`);
  return mine.sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt))[0]?.headSha;
}

function compared(base) {
  const folder = mkdtempSync(join(tmpdir(), 'she-approval-'));
  try {
    const whole = join(folder, 'whole.md');
    const options = ['--base', base, '--stage', STAGE, '--markdown', '--whole', whole];
    const { status, stderr } = run('npm', ['run', '--silent', 'diff', '--', ...options]);
    // An error that nobody foresaw ends with 1, too, and has written nothing.
    if (!COMPARED.includes(status) || !existsSync(whole)) throw new Error(`with ${base}\n${stderr}`);
    return readFileSync(whole, 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(program, args) {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const { error, ...ended } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 27 });
  if (error) throw error;
  return ended;
}

/** Indented: text of commits may be in it, which is to be read as it is. */
function couldNot({ message }) {
  const lines = `could not be compared: ${message.trim()}`.split('\n').map((line) => `    ${line}`);
  return `**What this would change is unknown**: read the commits before you approve.\n\n${lines.join('\n')}\n`;
}

let text;
try {
  text = changes();
} catch (error) {
  text = couldNot(error);
}
appendFileSync(GITHUB_STEP_SUMMARY, text);
