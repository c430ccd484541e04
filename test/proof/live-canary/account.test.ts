import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { logGroupsOf, newestVersion, waitForAlarm } from '../../../proof/live-canary/account.ts';
import { tryPowers } from '../../../proof/live-canary/powers.ts';
import type { HttpServer } from '../../support/http-server.ts';
import { type Answers, startAws } from '../verify-live/aws-server.ts';

const FOUND = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'x', sessionToken: 'y' };
const since = new Date('2026-11-23T10:00:00.000Z');

describe('what the account says of the canary', () => {
  let answers: Answers;
  let aws: HttpServer;
  const before = { ...process.env };

  beforeEach(async () => {
    answers = {};
    aws = await startAws(() => answers);
    process.env.AWS_ENDPOINT_URL = aws.url;
  });
  afterEach(async () => {
    process.env = { ...before };
    await aws.close();
  });

  const config = () => ({
    ...{ endpoint: aws.url, region: 'eu-west-1', maxAttempts: 1 },
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' },
  });

  it('is which version is the newest', async () => {
    answers = {
      'lambda:GET /functions/she-seal-canary/versions': {
        Versions: [{ Version: '$LATEST' }, { Version: '3' }],
      },
    };

    expect(await newestVersion(new LambdaClient(config()), 'she-seal-canary')).toBe('3');
  });

  it('is that there is no version, and what to do', async () => {
    answers = { 'lambda:GET /functions/she-seal-canary/versions': { Versions: [{ Version: '$LATEST' }] } };

    const newest = newestVersion(new LambdaClient(config()), 'she-seal-canary');

    await expect(newest).rejects.toThrow('deploy it as docs/security.md says');
  });

  it('is which log groups it has, or nothing when nobody may ask', async () => {
    const logs = new CloudWatchLogsClient(config());
    const refused = await logGroupsOf(logs, 'she-seal-canary');
    answers = { 'logs:DescribeLogGroups': { logGroups: [{ logGroupName: '/aws/lambda/she-seal-canary' }] } };

    const found = await logGroupsOf(logs, 'she-seal-canary');

    expect(refused).toBeUndefined();
    expect(found).toEqual(['/aws/lambda/she-seal-canary']);
  });

  it.each([
    ['after the attempts', '2026-11-23T10:05:00Z', true],
    ['before them alone', '2026-11-23T09:55:00Z', false],
  ])('is whether the alarm went off %s', async (_what, at, expected) => {
    const alarm = {
      AlarmName: 'she-rejected-traffic',
      StateValue: 'ALARM',
      StateTransitionedTimestamp: Date.parse(at) / 1000,
    };
    answers = { 'monitoring:DescribeAlarms': { MetricAlarms: [alarm] } };
    const wait = { name: 'she-rejected-traffic', since, minutes: Number.MIN_VALUE };

    const raised = await waitForAlarm(new CloudWatchClient(config()), wait);

    expect(raised).toBe(expected);
  });

  it('is nothing about an alarm that nobody waits for', async () => {
    const wait = { name: 'she-rejected-traffic', since, minutes: 0 };

    expect(await waitForAlarm(new CloudWatchClient(config()), wait)).toBeUndefined();
    expect(aws.requests).toEqual([]);
  });

  it('is what its credentials are denied', async () => {
    const powers = await tryPowers(FOUND, 'eu-west-1', '/she-canary/x');

    expect(powers.map(({ action }) => action)).toContain('ec2:DescribeNetworkInterfaces');
    expect(powers.filter(({ outcome }) => outcome === 'allowed')).toEqual([]);
    const signed = aws.requests.filter(({ headers }) => headers['x-amz-security-token'] === 'y');
    expect(signed).toHaveLength(powers.length);
  });

  it('is what its credentials are allowed', async () => {
    answers = { 'logs:CreateLogGroup': {} };

    const powers = await tryPowers(FOUND, 'eu-west-1', '/she-canary/x');

    expect(powers.filter(({ outcome }) => outcome === 'allowed')).toEqual([
      { action: 'logs:CreateLogGroup', outcome: 'allowed' },
    ]);
  });

  it('is nothing of credentials that it has not', async () => {
    expect(await tryPowers({}, 'eu-west-1', '/she-canary/x')).toEqual([]);
    expect(aws.requests).toEqual([]);
  });
});
