import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.ts';

const EARLIER = '1'.repeat(40);
const run = (headSha: string, day: number, stage = 'example') => ({
  ...{ headSha, displayTitle: `Deploy ${stage}` },
  startedAt: `2026-11-${day}T10:00:00Z`,
});
/** Writes what it was compared with where `--whole` says, like the comparison itself. */
const DIFF =
  'while [ "$1" != --whole ]; do [ "$1" = --base ] && base=$2; shift; done; echo "since $base" > "$2"';

interface Answers {
  /** What GitHub lists; none: it refuses. */
  readonly runs?: readonly object[];
  readonly isEarlier?: boolean;
  /** How `npm run diff` behaves. */
  readonly diff?: string;
}

describe('what an approver is told', () => {
  const folder = temporaryFolder();
  const summary = join(folder, 'summary.md');
  const program = (name: string, script: string) =>
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

  function told({ runs, isEarlier = true, diff = DIFF }: Answers) {
    writeFileSync(join(folder, 'runs.json'), JSON.stringify(runs ?? []));
    program(
      'gh',
      `echo "$@" > ${folder}/asked; ${runs ? `cat ${folder}/runs.json` : 'echo HTTP 403 >&2; exit 1'}`,
    );
    program('git', `exit ${isEarlier ? 0 : 1}`);
    program('npm', diff);
    writeFileSync(summary, '');
    const env = { PATH: `${folder}:${process.env.PATH}`, STAGE: 'example', GITHUB_STEP_SUMMARY: summary };

    const { status } = spawnSync(process.execPath, ['bin/tell-approver.mjs'], { env });

    expect(status).toBe(0);
    return readFileSync(summary, 'utf8');
  }

  it('is compared with what the last run that succeeded has deployed, when it was run again as well', () => {
    const runs = [run('2'.repeat(40), 20), run(EARLIER, 21), run('3'.repeat(40), 19)];

    expect(told({ runs })).toBe(`since ${EARLIER}\n`);
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toContain('--workflow deploy.yml --status success');
  });

  it('is compared with what runs in this stage, not in another', () => {
    expect(told({ runs: [run('2'.repeat(40), 22, 'other'), run(EARLIER, 21)] })).toBe(`since ${EARLIER}\n`);
  });

  it('is that everything is new, where nothing was deployed', () => {
    expect(told({ runs: [run('2'.repeat(40), 22, 'other')] })).toContain('everything is new');
  });

  it('is told with widenings that nobody acknowledged', () => {
    expect(told({ runs: [run(EARLIER, 21)], diff: `${DIFF}; exit 1` })).toBe(`since ${EARLIER}\n`);
  });

  it.each([
    ['the comparison fails', { diff: 'echo no such commit >&2; exit 2' }, 'no such commit'],
    ['the comparison ends as nobody foresaw', { diff: 'echo TypeError >&2; exit 1' }, 'TypeError'],
    ['GitHub refuses', { runs: undefined }, 'could not be listed\n    HTTP 403'],
    ['what runs is newer, or was forced away', { isEarlier: false }, 'no earlier commit of this one'],
  ])('is never nothing: %s', (_why, answers, reason) => {
    const text = told({ runs: [run(EARLIER, 21)], ...answers });

    expect(text).toContain('could not be compared: ');
    expect(text).toContain(reason);
  });
});
