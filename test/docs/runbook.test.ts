import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { SERVICE_TIMEOUT } from '../../lib/constructs/function-registration.ts';
import { dlqCommand } from '../../local/cli/dlq-command.ts';
import { pdaCommand } from '../../local/cli/pda-command.ts';
import { recallCommand } from '../../local/cli/recall-command.ts';
import { restoreCommand } from '../../local/cli/restore-command.ts';
import { versionsCommand } from '../../local/cli/versions-command.ts';
import { filledIn, PARTS, runbookArticles } from '../support/runbook.ts';

const page = readFileSync('docs/runbook.md', 'utf8');
const articles = runbookArticles();
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

const commandsOf = (block: string) =>
  filledIn(block)
    .split('\n')
    .map((line) => line.replace(/^(?:[A-Z]+=|for [A-Z]+ in )\$\((.*)\)(?:; do)?$/, '$1').trim())
    .filter((line) => line !== '' && line !== 'done' && !line.startsWith('echo '));
const all = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) => commandsOf(block));

/** What is wrong with how bash reads a block. */
function bashProblem(block: string): string {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: filledIn(block), encoding: 'utf8' });
  return status === 0 ? '' : stderr;
}

const SHE = [dlqCommand(), pdaCommand(), recallCommand(), restoreCommand(), versionsCommand()];

/** What is wrong with a line `npx she …`: a command, an argument or an option that there is not, or that is missing. */
function sheProblem(line: string): string {
  const [name, ...rest] = line.split(/\s+/).slice(2);
  const command = SHE.find((one) => one.name() === name);
  const below = command?.commands.find((one) => one.name() === rest[0]);
  // `she versions` alone lists.
  const list = name === 'versions' ? command?.commands.find((one) => one.name() === 'list') : undefined;
  const used: Command | undefined = below ?? list ?? command;
  if (!used) return `${line}: no such command`;
  const { operands, unknown } = used.parseOptions(below ? rest.slice(1) : rest);
  const required = used.registeredArguments.filter((one) => one.required).length;
  const fits = operands.length >= required && operands.length <= used.registeredArguments.length;
  return unknown.length > 0 || !fits ? `${line}: ${[...unknown, ...operands].join(' ')}` : '';
}

/** Lines that deploy without looking at the account. */
const plainDeployments = (text: string) =>
  [...text.matchAll(/^npx cdk deploy .*$/gm)]
    .map(([line]) => line)
    .filter((line) => !/ --revert-drift /.test(line));

/** Words of a line, as bash would hand them to a program. */
function wordsOf(line: string): readonly string[] {
  const echo = `args() { printf '%s\\0' "$@"; }; URL=url; args ${line}`;
  return spawnSync('bash', ['-c', echo], { encoding: 'utf8' }).stdout.split('\0').slice(0, -1);
}

const hasBotocore = spawnSync('python3', ['-c', 'import botocore']).status === 0;
const itWithBotocore = hasBotocore ? it : it.skip;

describe('docs/runbook.md', () => {
  it.each(articles.map(({ name, text }) => [name, text]))('%s says all that is to be said', (_name, text) => {
    const parts = [...text.matchAll(/^\*\*([^*]+?)\.?\*\*/gm)].map(([, part]) => part);

    expect(parts).toEqual(PARTS);
  });

  it.each(articles.map(({ name, blocks }) => [name, blocks]))(
    '%s has commands that parse',
    (_name, blocks) => {
      expect(blocks.length).toBeGreaterThan(0);
      expect(blocks.map(bashProblem).filter(Boolean)).toEqual([]);
    },
  );

  it('would not take a command that does not parse', () => {
    expect(bashProblem('aws sqs list-queues --query "oops')).not.toBe('');
  });

  it('names programs and scripts that there are', () => {
    const programs = new Set(
      all.map((line) =>
        line
          .split(' ', 2)
          .join(' ')
          .replace(/^(aws|curl|git) .*/, '$1'),
      ),
    );
    const run = all.flatMap((line) => /^npm run ([\w-]+)/.exec(line)?.[1] ?? []);

    expect([...programs].toSorted()).toEqual([
      'aws',
      'curl',
      'git',
      'npm ci',
      'npm run',
      'npx cdk',
      'npx she',
    ]);
    expect(run.filter((script) => !(script in scripts))).toEqual([]);
  });

  it('has the commands of this project as they are', () => {
    const lines = all.filter((line) => line.startsWith('npx she '));

    expect(lines.length).toBeGreaterThan(20);
    expect(lines.map(sheProblem).filter(Boolean)).toEqual([]);
    expect(sheProblem('npx she dlq redrive word --everything')).not.toBe('');
  });

  itWithBotocore('has the commands of AWS as they are, where botocore is installed to tell', () => {
    const lines = all.filter((line) => line.startsWith('aws ')).map(wordsOf);

    const { stdout } = spawnSync('python3', ['test/support/aws_commands.py'], {
      input: JSON.stringify([...lines, ['aws', 'sqs', 'list-queues', '--everything']]),
      encoding: 'utf8',
    });

    expect(JSON.parse(stdout)).toEqual(['sqs list-queues: no option --everything']);
  });

  it('deploys what was changed by hand by reading the account, since templates alone say that nothing is to be done', () => {
    const changed = articles.filter(({ text }) => /changed[^.:]*\bby\s+hand/.test(text));

    expect(changed.map(({ name }) => name)).toEqual([
      ...['blocked-dns', 'unsealed-runs', 'reconcile-silent', 'pda-events-undelivered'],
      ...['access-denied', 'canary-missing', 'canary-breached'],
    ]);
    for (const { text } of changed) expect(plainDeployments(text)).toEqual([]);
    expect(plainDeployments('npx cdk deploy She-State -c stage=prod')).toHaveLength(1);
  });

  it('goes back with the packages of the commit it goes back to, and takes no other stack along', () => {
    const back = [...page.matchAll(/^git switch --detach .*\n(.*)\n(.*)$/gm)];

    expect(back.length).toBeGreaterThan(10);
    for (const [, packages, deploy] of back) {
      expect(packages).toBe('npm ci');
      expect(deploy).toMatch(/^npx cdk deploy She-\w+ --exclusively -c stage=prod$/);
    }
  });

  it('says for how long a deployment waits for the registrar', () => {
    const waits = [...page.matchAll(/waits (?:for )?up\s+to ([\w\s]+?hour)/g)].map(([, time = '']) => time);

    expect(SERVICE_TIMEOUT).toBe(30 * 60);
    expect(waits.map((time) => time.replace(/\s+/g, ' '))).toEqual(['half an hour', 'half an hour']);
  });

  it('lists every article with its severity', () => {
    const listed = [...page.matchAll(/^\| \[([a-z-]+)\]\(#([a-z-]+)\) \| (high|low) \|$/gm)];

    expect(listed.map(([, name, , severity]) => [name, severity])).toEqual(
      articles.map(({ name, severity }) => [name, severity]),
    );
    expect(listed.filter(([, name, anchor]) => name !== anchor)).toEqual([]);
  });

  it('sends nobody to a page or an article that there is not', () => {
    const pages = [...page.matchAll(/docs\/[\w-]+\.md/g)].map(([name]) => name);
    const named = [...page.matchAll(/the articles? `([a-z-]+)`/g)].map(([, name]) => name);

    expect(pages.filter((name) => !existsSync(name))).toEqual([]);
    expect(named.filter((name) => !articles.some((article) => article.name === name))).toEqual([]);
  });
});
