import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadStageConfig } from '../../../lib/config/load-stage-config.ts';

const DEFAULTS = {
  namePrefix: 'she',
  production: false,
  beta: false,
  runbookUrl: 'docs/runbook.md',
  canary: true,
  concurrentExecutions: 1000,
  executorConcurrency: 50,
  inFlightPerFunction: 100,
  rollouts: {},
  versionsKept: 5,
  codeStorageGb: 75,
  executionRecordsDays: 90,
  logRetentionDays: 90,
  pdaAccounts: [],
  tags: {},
};

const manyTags = (count: number) =>
  Object.fromEntries([...Array(count).keys()].map((key) => [`t${key}`, 'a']));

describe('the configuration of a stage', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'she-config-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  function stored(content: unknown): void {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(join(directory, 'trial.json'), text);
  }

  it('fits any account and region when no stage is named', () => {
    const config = loadStageConfig(directory, undefined);

    expect(config).toEqual(DEFAULTS);
  });

  it('is read from the file of its stage', () => {
    const content = {
      account: '111122223333',
      region: 'eu-west-1',
      namePrefix: 'trial',
      inFlightPerFunction: 20,
      tags: { team: 'a' },
    };
    stored(content);

    const config = loadStageConfig(directory, 'trial');

    expect(config).toEqual({ ...DEFAULTS, ...content });
  });

  it('accepts the example that the repository ships', () => {
    const config = loadStageConfig('config', 'example');

    expect(config.production).toBe(true);
  });

  it.each([
    [{ inFlightPerFunction: 0 }, '$.inFlightPerFunction: must be from 1 to 500'],
    [{ inFlightPerFunction: 501 }, '$.inFlightPerFunction: must be from 1 to 500'],
    [{ inFlightPerFunction: 1.5 }, '$.inFlightPerFunction: must be a whole number'],
    [{ inFlightPerFunction: '100' }, '$.inFlightPerFunction: must be a whole number'],
    [{ executorConcurrency: 91 }, '$.executorConcurrency: needs 1011 Lambdas at once'],
    [{ concurrentExecutions: 500 }, '$.executorConcurrency: needs 560 Lambdas at once'],
    [{ executorConcurrency: 10 }, '$.inFlightPerFunction: must be below 100'],
    [{ tags: { 'aws:team': 'a' } }, 'must not begin with "aws:"'],
    [{ tags: { 'AWS:team': 'a' } }, 'must not begin with "aws:"'],
    [{ tags: { ['a'.repeat(129)]: 'a' } }, 'must have at most 128 characters'],
    [{ tags: { team: 'a '.repeat(129) } }, 'must have at most 256 characters'],
    [{ tags: manyTags(49) }, '$.tags: must be at most 48'],
    [{ tags: { team: 'platformteam2024eu0001' } }, 'put "-", "." or "_" between its words'],
    [{ executorConcurrency: 1 }, '$.executorConcurrency: must be from 2 to 1000'],
    [{ versionsKept: 1 }, '$.versionsKept: must be from 2 to 50'],
    [{ executionRecordsDays: 0 }, '$.executionRecordsDays: must be from 1 to 3653'],
    [{ logRetentionDays: 10 }, '$.logRetentionDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120'],
    [{ monthlyBudgetUsd: 0 }, '$.monthlyBudgetUsd: must be at least 1'],
    [{ rollouts: { 'step-counter': { percentage: 100 } } }, '.percentage: must be from 1 to 99'],
    [{ rollouts: { 'step-counter': { failuresToReturn: 5 } } }, '.percentage: must be a whole number'],
    [{ rollouts: { 'Step Counter': { percentage: 10 } } }, 'must be 2 to 40 characters'],
    [{ runbookUrl: 'http://example.org/runbook' }, '$.runbookUrl: must be "docs/runbook.md" or an https://'],
    [{ runbookUrl: 'https://example.org/runbook#top' }, '$.runbookUrl: must be "docs/runbook.md" or an'],
    [{ tags: { '': 'none' } }, 'must have at least 1 character'],
    [{ tags: { team: '<b>' } }, '$.tags.team: must be made of letters, digits, spaces'],
  ])('refuses %j and says what would do', (content, reason) => {
    stored(content);

    expect(() => loadStageConfig(directory, 'trial')).toThrow(reason);
  });

  it('returns to the former version after five failures when a rollout does not say', () => {
    stored({ rollouts: { 'step-counter': { percentage: 10 } } });

    const { rollouts } = loadStageConfig(directory, 'trial');

    expect(rollouts).toEqual({ 'step-counter': { percentage: 10, failuresToReturn: 5 } });
  });

  it('names the file that is missing and those that are there', () => {
    stored({});

    expect(() => loadStageConfig(directory, 'live')).toThrow(
      new RegExp(`${directory}/live.json does not exist.*choose one of: trial`),
    );
  });

  it('says what is wrong with a file that is not JSON', () => {
    stored('{ "account": }');

    expect(() => loadStageConfig(directory, 'trial')).toThrow(/trial\.json is not JSON: Unexpected token/);
  });

  it('lists every wrong value with its place and what would do', () => {
    stored({ account: 111, namePrefix: 'Much-Too-Long-', alarmEmail: 'nobody', colour: 'red' });

    const load = () => loadStageConfig(directory, 'trial');

    expect(load).toThrow(/\$\.account: must be 12 digits, in quotes/);
    expect(load).toThrow(/\$\.namePrefix: must be 1 to 10 characters/);
    expect(load).toThrow(/\$\.alarmEmail: must be an e-mail address/);
    expect(load).toThrow(/\$: Unrecognized key: "colour"/);
  });

  it('refuses production whose alarms would tell nobody', () => {
    stored({ production: true });

    expect(() => loadStageConfig(directory, 'trial')).toThrow(/\$\.alarmEmail: is missing.*add the address/);
  });

  it('refuses a budget that would tell nobody when it is spent', () => {
    stored({ monthlyBudgetUsd: 100 });

    expect(() => loadStageConfig(directory, 'trial')).toThrow(/\$\.alarmEmail: is missing.*spent budget/);
  });

  it.each(['../secrets', 'Live', ''])('refuses the stage name %j', (stage) => {
    expect(() => loadStageConfig(directory, stage)).toThrow(/a stage name is made of/);
  });
});
