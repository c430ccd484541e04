import { withdraw } from '../../../core/manage/release.ts';
import type { FunctionReleases } from '../../../core/model/function-releases.ts';
import type { LogFields } from '../../../core/model/log-entry.ts';
import { createRollbackHandler } from '../../../lambdas/rollback/handler.ts';
import { wireRollback } from '../../../lambdas/rollback/wire.ts';
import { anEntry, NOW } from '../../support/builders.ts';
import { type LocalDynamo, openLocalDynamo } from '../../support/local-aws.ts';

const { recalledVersions: _none, ...stable } = anEntry();
const onTrial: FunctionReleases = {
  functionId: stable.id,
  revision: 1,
  stable,
  candidate: { entry: { ...stable, version: '1.1.0' }, percentage: 10 },
  recalledVersions: [],
};

/** What EventBridge says of an alarm, with more in it than is read. */
const alarmOf = (dimensions: Readonly<Record<string, string>>, value = 'ALARM') => ({
  source: 'aws.cloudwatch',
  'detail-type': 'CloudWatch Alarm State Change',
  detail: {
    alarmName: 'she-rollout-hydration-coach',
    state: { value, reason: 'Threshold Crossed', timestamp: NOW.toISOString() },
    configuration: {
      metrics: [
        {
          id: '6f1c4b0e',
          metricStat: {
            metric: { namespace: 'SmartHatEngine/she', name: 'CandidateFailures', dimensions },
            period: 300,
            stat: 'Sum',
          },
          returnData: true,
        },
      ],
    },
  },
});
const FAILING = alarmOf({ FunctionId: 'hydration-coach', Version: '1.1.0' });

describe('an alarm on a rollout', () => {
  let dynamo: LocalDynamo;
  let told: [string, LogFields][];
  const deps = () =>
    wireRollback(
      { CATALOGUE_TABLE: 'catalogue' },
      {
        dynamo: dynamo.client,
        log: { tell: (event, fields) => told.push([event, fields]), internalError: () => undefined },
        now: () => NOW,
      },
    );

  beforeEach(async () => {
    dynamo = await openLocalDynamo();
    told = [];
    await deps().releases.replace(onTrial);
  });
  afterEach(() => dynamo.close());

  it('gives every PDA the former version again, and says so', async () => {
    await createRollbackHandler(deps())(FAILING);

    const releases = await deps().releases.find('hydration-coach');
    expect(releases?.candidate?.returnedAt).toBe(NOW.toISOString());
    expect(told).toEqual([['candidate returned', { functionId: 'hydration-coach', version: '1.1.0' }]]);
  });

  it('does so once, however often it is told', async () => {
    const handle = createRollbackHandler(deps());
    await handle(FAILING);
    const before = await deps().releases.find('hydration-coach');

    await handle(FAILING);

    expect(await deps().releases.find('hydration-coach')).toEqual(before);
    expect(told).toHaveLength(1);
  });

  it.each([
    ['another version', { FunctionId: 'hydration-coach', Version: '1.2.0' }],
    ['the version that everybody has', { FunctionId: 'hydration-coach', Version: '1.0.0' }],
    ['a function that nobody has registered', { FunctionId: 'nobodys', Version: '1.1.0' }],
  ])('changes nothing where it is on %s', async (_what, dimensions) => {
    await createRollbackHandler(deps())(alarmOf(dimensions));

    expect(await deps().releases.find('hydration-coach')).toEqual(onTrial);
    expect(told).toEqual([]);
  });

  it('loses no decision that was made at the same moment', async () => {
    const { releases, ...others } = deps();
    const racing = {
      find: releases.find.bind(releases),
      replace: async (next: FunctionReleases) => {
        const now = await releases.find('hydration-coach');
        if (now?.revision === 1) await releases.replace(withdraw(now, NOW));
        return releases.replace(next);
      },
    };

    await createRollbackHandler({ ...others, releases: racing })(FAILING);

    const after = await releases.find('hydration-coach');
    expect(after?.withdrawnAt).toBe(NOW.toISOString());
    expect(after?.candidate?.returnedAt).toBeDefined();
  });

  it.each([
    ['that it is over', alarmOf({ FunctionId: 'hydration-coach', Version: '1.1.0' }, 'OK')],
    ['of no version', alarmOf({ FunctionId: 'hydration-coach' })],
    ['nothing', {}],
  ])('is refused where it tells %s', async (_what, event) => {
    await expect(createRollbackHandler(deps())(event)).rejects.toThrow(/^Alarm event: /);
  });
});
