import { setImmediate } from 'node:timers/promises';
import { prepareVersions } from '../../../core/manage/prepare-versions.ts';
import type { PublishedVersion, VersionName } from '../../../core/registration-ports.ts';
import { later, NOW } from '../../support/builders.ts';
import { aRegisteredFunction } from '../../support/registered-function.ts';

const qualifiers = { process: '1', bundle: '1', configuration: '1' };
const functions = Array.from({ length: 30 }, (_, index) => ({
  ...{ package: aRegisteredFunction({ id: `function-${index}` }), qualifiers },
}));
const PENDING: PublishedVersion = { state: 'pending', codeHash: '', isTenantIsolated: true };

/** Lambdas that get ready, if at all, while somebody sleeps. */
class Account {
  readonly looks: string[] = [];
  readonly sleepers: (() => void)[] = [];
  underWay = 0;
  most = 0;
  state: PublishedVersion | undefined = PENDING;

  readonly deps = {
    versions: { look: (version: VersionName) => this.#look(version) },
    configurations: { ask: () => Promise.reject(new Error('nobody is ready')) },
    invoker: { invoke: () => Promise.reject(new Error('nobody is ready')) },
    sleep: () => new Promise<void>((resolve) => this.sleepers.push(resolve)),
    now: () => NOW,
    random: () => 0,
  };

  async #look({ functionName }: VersionName): Promise<PublishedVersion | undefined> {
    this.looks.push(functionName);
    this.underWay += 1;
    this.most = Math.max(this.most, this.underWay);
    await setImmediate();
    this.underWay -= 1;
    return this.state;
  }
}

describe('functions whose Lambdas are not ready', () => {
  it('are waited for all at once, with no more than ten calls under way', async () => {
    const account = new Account();
    const prepared = prepareVersions(account.deps, functions, { prefix: 'she', until: later(600) });
    while (account.underWay > 0) await setImmediate();
    const [looks, waiting] = [new Set(account.looks).size, account.sleepers.length];
    account.state = undefined;

    for (const wake of account.sleepers) wake();
    const { versions, problems } = await prepared;

    expect([looks, waiting, account.most]).toEqual([30, 30, 10]);
    expect([versions, problems.length]).toEqual([[], 30]);
  });
});
