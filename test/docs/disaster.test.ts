import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { inTurns } from '../../core/in-turns.ts';
import { TABLES } from '../../lambdas/shared/tables.ts';
import { THROTTLE } from '../../lib/constructs/management-api.ts';
import { dlqCommand } from '../../local/cli/dlq-command.ts';
import { pdaCommand } from '../../local/cli/pda-command.ts';
import { recallCommand } from '../../local/cli/recall-command.ts';
import { registryCommand } from '../../local/cli/registry-command.ts';
import { restoreCommand } from '../../local/cli/restore-command.ts';
import { versionsCommand } from '../../local/cli/versions-command.ts';
import { RESTORABLE } from '../../local/restore/put-back.ts';
import { DRILLS } from '../../proof/deploy/trial.ts';

const page = readFileSync('docs/disaster.md', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

const lines = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
);
const commands = (start: string) =>
  lines.filter((line) => line.startsWith(`${start} `)).map((line) => words(line.slice(start.length + 1)));

/** Words of a command; what stands in quotes is one. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** The command line of the engine, which parses and does nothing. */
function sheThatDoesNothing(): Command {
  const she = new Command('she');
  for (const make of [
    dlqCommand,
    pdaCommand,
    recallCommand,
    registryCommand,
    restoreCommand,
    versionsCommand,
  ])
    she.addCommand(idle(make()));
  return idle(she);
}

function idle(command: Command): Command {
  for (const sub of command.commands) idle(sub);
  if (command.commands.length === 0 || command.name() === 'versions') command.action(() => undefined);
  return command.exitOverride().configureOutput({ writeErr: () => undefined });
}

const hasAws = spawnSync('aws', ['--version'], { timeout: 60_000 }).status === 0;

/** Sends it to where nobody listens, once its own description of it has let it pass. @returns what it says */
function sayToNobody(command: readonly string[]): Promise<string> {
  const env = {
    ...{ ...process.env, AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' },
    ...{ AWS_MAX_ATTEMPTS: '1', AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-1' },
  };
  const nobody = ['--endpoint-url', 'http://127.0.0.1:1'];
  return new Promise((resolve) => {
    execFile('aws', [...command, ...nobody], { env }, (_, stdout, stderr) => resolve(stdout + stderr));
  });
}

describe('docs/disaster.md', () => {
  it('holds commands of four kinds, and no others', () => {
    const others = lines.filter((line) => !/^(npx (she|cdk)|npm run|aws|git) /.test(line));

    expect(lines.length).toBeGreaterThan(30);
    expect(others).toEqual([]);
  });

  it.each(commands('npx she').map((command) => [command.join(' '), command] as const))(
    'has the command line take: she %s',
    (_, command) => {
      expect(() => sheThatDoesNothing().parse(command, { from: 'user' })).not.toThrow();
    },
  );

  it('would notice a command that the command line does not take', () => {
    const parse = () => sheThatDoesNothing().parse(['restore', 'slots', '--stage', 'NAME'], { from: 'user' });

    expect(parse).toThrow('slots');
  });

  it('names only scripts that there are', () => {
    const named = commands('npm run').map(([name = '']) => name);

    expect(named.filter((name) => !scripts[name])).toEqual([]);
  });

  (hasAws ? it : it.skip)(
    "has Amazon's command line take what it says to it (needs the aws command)",
    async () => {
      const said = await inTurns(commands('aws'), 3, async (command) => [
        command.join(' '),
        await sayToNobody(command),
      ]);

      const refused = said.filter(([, answer = '']) => !answer.includes('Could not connect to the endpoint'));
      expect(said.length).toBeGreaterThan(10);
      expect(refused).toEqual([]);
    },
    180_000,
  );

  it('says of each table that can be restored what must be known', () => {
    for (const table of RESTORABLE) expect(page).toMatch(new RegExp(`\`${table}\``));
  });

  it('says of each table where it comes from', () => {
    for (const table of Object.keys(TABLES)) expect(page).toContain(`| table \`${table}\` |`);
  });

  it('has each table encrypted with the customer key, and what expires expire', () => {
    const made = lines.filter((line) => /^aws dynamodb (create-table|restore-table-)/.test(line));
    const expiring = lines.filter((line) => line.includes('update-time-to-live'));

    expect(made).toHaveLength(2);
    for (const line of made) expect(line).toMatch(/ --sse-specification(-override)? \S*KMSMasterKeyId=KEY/);
    for (const line of expiring) expect(line).toMatch(/AttributeName=ttl$/);
    expect(expiring).toHaveLength(Object.values(TABLES).filter((table) => 'ttl' in table).length);
  });

  it('opens the API to owners as far as the template does', () => {
    const [, opened] = lines.filter((line) => line.includes('--default-route-settings'));

    expect(opened).toMatch(
      new RegExp(`ThrottlingBurstLimit=${THROTTLE.burstLimit},ThrottlingRateLimit=${THROTTLE.rateLimit}$`),
    );
  });

  it('calls drilled what the trial carries out', () => {
    const called = [...page.matchAll(/\*[Dd]rilled\.?\*/g)].length - 1;

    expect(called).toBe(DRILLS.length);
  });

  it('links to pages that there are', () => {
    const links = [...page.matchAll(/\]\(([\w./-]+\.md)\)/g)].map(([, link = '']) => `docs/${link}`);

    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });
});
