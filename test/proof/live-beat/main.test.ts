import { awaitBeat } from '../../../proof/live-beat/await-beat.ts';
import type { HttpServer } from '../../support/http-server.ts';
import { runProof } from '../../support/run-proof.ts';
import { startAws } from '../verify-live/aws-server.ts';

const since = new Date('2026-11-23T17:00:00Z');
const seconds = (minutes: number) => since.getTime() / 1000 + minutes * 60;
const told = (Id: string, minute: number, value: number) => ({
  Id,
  Timestamps: [seconds(minute)],
  Values: [value],
});

describe('npm run live-beat', () => {
  const before = { ...process.env };
  let aws: HttpServer;
  let results: readonly object[] = [];

  beforeEach(async () => {
    aws = await startAws(() => ({ 'monitoring:GetMetricData': { MetricDataResults: results } }));
    process.env.AWS_ENDPOINT_URL = aws.url;
    process.env.AWS_ACCESS_KEY_ID = 'AKIDEXAMPLE';
    process.env.AWS_SECRET_ACCESS_KEY = 'x';
  });
  afterEach(async () => {
    process.env = { ...before };
    await aws.close();
  });

  const run = (...args: readonly string[]) =>
    runProof('live-beat', '--since', since.toISOString(), '--wait', '0', ...args);

  it.each([
    ['passes when runs flow', [told('failures', 9, 0), told('age', 9, 300)], /runs flow\.$/m, 0],
    ['fails when the canary does', [told('failures', 9, 1)], /The canary failed.*To go back, revert/, 1],
    ['fails when nothing comes in time', [], /No heartbeat .* was answered within 0 minutes/, 1],
  ])('%s', async (_what, answers, sentence, expected) => {
    results = answers;

    const { output, code } = await run('--stage', 'example');

    expect(output).toMatch(sentence);
    expect(code).toBe(expected);
  });

  it('says of a stage without a canary that nobody can tell', async () => {
    const stage = { canary: false, namePrefix: 'she', region: undefined };

    const { isWell, says } = await awaitBeat(stage, { since, waitMinutes: 0 });

    expect(says).toContain('has no canary: nobody can tell whether runs flow.');
    expect(isWell).toBe(true);
  });
});
