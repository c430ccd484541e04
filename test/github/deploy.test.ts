import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { versionsCommand } from '../../local/cli/versions-command.ts';

const texts = z.record(z.string(), z.unknown());
const jobSchema = z.looseObject({
  name: z.optional(z.string()),
  permissions: z.optional(texts),
  steps: z.array(
    z.looseObject({
      run: z.optional(z.string()),
      uses: z.optional(z.string()),
      env: z.optional(texts),
      with: z.optional(texts),
    }),
  ),
});
const workflowSchema = z.looseObject({ jobs: z.record(z.string(), jobSchema) });

const text = (name: string) => readFileSync(`.github/workflows/${name}.yml`, 'utf8');
const workflow = (name: string) => workflowSchema.parse(parse(text(name)));
const page = readFileSync('docs/deployment.md', 'utf8');
/** As GitHub puts a value in. */
const value = (of: string) => `\${{ ${of} }}`;

describe('a deployment', () => {
  const { jobs, 'run-name': title } = workflow('deploy');

  it('is judged by what it changes since the last one of its stage, which its title names', () => {
    const steps = jobs.synth?.steps ?? [];
    const tells = steps.find(({ run }) => run?.includes('tell-approver'));
    const checkout = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));

    // As bin/tell-approver.mjs looks for it.
    expect(title).toBe(`Deploy ${value('vars.STAGE')}`);
    expect(tells?.env).toEqual({ GH_TOKEN: value('github.token'), GH_REPO: value('github.repository') });
    expect(checkout?.with?.['fetch-depth']).toBe(0);
    expect(jobs.synth?.permissions?.actions).toBe('read');
    expect(text('deploy')).not.toContain('github.event.before');
  });

  it('leaves no version that nothing needs, once it is well, by a role for that alone', () => {
    const steps = jobs.deploy?.steps ?? [];
    const after = steps.slice(steps.findIndex(({ run = '' }) => run.includes('live-beat')) + 1);
    const roles = after.flatMap(({ with: given }) => given?.['role-to-assume'] ?? []);
    const pruning = after.flatMap(({ run }) => (run?.includes('npx she') ? [run] : []));
    const prune = versionsCommand().commands.find((one) => one.name() === 'prune');

    expect(roles).toEqual([value('vars.PRUNE_ROLE_ARN')]);
    expect(pruning).toEqual(['npx she versions prune --stage "$STAGE"']);
    expect(prune?.options.filter(({ mandatory }) => mandatory).map(({ long }) => long)).toEqual(['--stage']);
  });
});

describe('docs/deployment.md', () => {
  it('names each variable of the workflows', () => {
    const named = [...text('deploy').matchAll(/vars\.(\w+)/g)].map(([, name]) => `\`${name}\``);

    const rows = page.split('\n').filter((line) => line.endsWith(' | variables |'));
    expect(new Set(named).size).toBe(4);
    expect(named.filter((name) => !rows.some((row) => row.includes(name)))).toEqual([]);
  });

  it('makes its roles with the policies that are there', () => {
    const files = [...page.matchAll(/file:\/\/(\S+)/g)].map(([, file = '']) => file);

    expect(files).toContain('policies/prune.json');
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('names the checks that a merge requires as GitHub shows them: each job, but the one that only tells of another', () => {
    const jobs = Object.entries(workflow('pull-request').jobs);
    const [, row = ''] = /^\| a ruleset for `main`(.*)$/m.exec(page) ?? [];

    const required = [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    // GitHub takes a job that was skipped for one that passed, and shows one with a matrix by other names.
    const always = jobs.filter(([, job]) => job.if === undefined && job.strategy === undefined);
    expect(required).toEqual(always.map(([id, { name }]) => name ?? id));
    expect(jobs.filter(([name]) => !required.includes(name)).map(([name]) => name)).toEqual(['comment']);
  });
});
