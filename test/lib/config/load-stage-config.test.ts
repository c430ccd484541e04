import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadStageConfig } from '../../../lib/config/load-stage-config.ts';

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

    const defaults = { inFlightPerFunction: 100, pdaAccounts: [], beta: false, production: false, tags: {} };
    expect(config).toEqual({ namePrefix: 'she', ...defaults });
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

    expect(config).toEqual({ ...content, pdaAccounts: [], beta: false, production: false });
  });

  it('accepts the example that the repository ships', () => {
    const config = loadStageConfig('config', 'example');

    expect(config.production).toBe(true);
  });

  it.each([0, 501, -1])('refuses %d runs of a function at a time', (inFlightPerFunction) => {
    stored({ inFlightPerFunction });

    expect(() => loadStageConfig(directory, 'trial')).toThrow(/inFlightPerFunction: must be from 1 to 500/);
  });

  it.each([1.5, '100'])('refuses %j as a number of runs', (inFlightPerFunction) => {
    stored({ inFlightPerFunction });

    expect(() => loadStageConfig(directory, 'trial')).toThrow(/inFlightPerFunction: must be a whole number/);
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

  it.each(['../secrets', 'Live', ''])('refuses the stage name %j', (stage) => {
    expect(() => loadStageConfig(directory, stage)).toThrow(/a stage name is made of/);
  });
});
