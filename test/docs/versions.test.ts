import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import {
  ARRIVAL_MS,
  CATALOGUE_AGE_MS,
  CLOCK_SKEW_MS,
  PDA_TIMEOUT_MS,
  START_WITHIN_MS,
} from '../../core/execute/timing.ts';
import { KEPT_AFTER_REPLACED_MS } from '../../core/manage/prunable.ts';
import { recallCommand } from '../../local/cli/recall-command.ts';
import { versionsCommand } from '../../local/cli/versions-command.ts';

const PAGE = readFileSync('docs/versions.md', 'utf8');
const COMMANDS = [...PAGE.matchAll(/^npx she (.+)$/gm)].map(([, words = '']) => words.split(' '));

/** The command that these words name, and what is left of them; those of `she versions` have a default. */
function commandOf([name, ...rest]: readonly string[]): readonly [Command | undefined, readonly string[]] {
  const command = [versionsCommand(), recallCommand()].find((one) => one.name() === name);
  const sub = command?.commands.find((one) => one.name() === rest[0]);
  if (sub) return [sub, rest.slice(1)];
  return [command?.commands.find((one) => one.name() === 'list') ?? command, rest];
}

describe('docs/versions.md', () => {
  it.each(COMMANDS)('shows commands that there are: she %s %s %s', (...words) => {
    const [command, rest] = commandOf(words);

    const options = rest.filter((word) => word.startsWith('--'));
    const known = command?.options.map(({ long }) => long) ?? [];
    expect(COMMANDS.length).toBeGreaterThan(8);
    expect(known).toEqual(expect.arrayContaining(options));
  });

  it('says how long a recall takes at most', () => {
    const knownMs = CATALOGUE_AGE_MS + START_WITHIN_MS + CLOCK_SKEW_MS;

    const [invoked, written] = [START_WITHIN_MS + ARRIVAL_MS, PDA_TIMEOUT_MS].map(
      (ms) => (knownMs + ms) / 1000,
    );

    expect(PAGE).toContain(`none calls the function again | ${invoked} s:`);
    expect(PAGE).toContain(`sent to a PDA any more | ${written} s:`);
  });

  it('says how long a version stays after it was replaced', () => {
    expect(PAGE).toContain(`replaced more than ${KEPT_AFTER_REPLACED_MS / 86_400_000} days ago`);
  });
});
