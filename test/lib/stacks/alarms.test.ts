import { aRegisteredFunction } from '../../support/registered-function.ts';
import { runbookArticles } from '../../support/runbook.ts';
import { type Resource, resourcesOf, synthesised } from '../../support/synthesised.ts';

const RUNBOOK = 'https://runbook.example.org/she';
const stacks = synthesised({
  config: { namePrefix: 'trial', runbookUrl: RUNBOOK, rollouts: { sample: { percentage: 5 } } },
  functions: [aRegisteredFunction({ id: 'sample' })],
  canary: [aRegisteredFunction({ id: 'canary' }, { shard: 128 })],
});
const alarms = resourcesOf(stacks, 'AWS::CloudWatch::Alarm').map(({ Properties }): Resource['Properties'] => {
  const [, severity, words, article] =
    /^(high|low): (.*) https:\/\/runbook\.example\.org\/she#([a-z-]+)$/.exec(Properties.AlarmDescription) ??
    [];
  return { ...Properties, name: String(Properties.AlarmName), severity, words, article };
});
const articles = runbookArticles();

describe('alarms', () => {
  it('say severity, what has happened, why just there, and where to read what to do', () => {
    const mute = alarms.filter(({ words }) => (words?.match(/[.]( |$)/g) ?? []).length < 2);

    expect(alarms.length).toBeGreaterThan(50);
    expect(mute.map(({ name }) => name)).toEqual([]);
  });

  it('have an article each, of their severity, and no article is without one', () => {
    const linked = new Map(alarms.map(({ article, severity }) => [article, severity]));

    expect([...linked].toSorted()).toEqual(articles.map(({ name, severity }) => [name, severity]).toSorted());
  });

  it('have names of their own, and descriptions that CloudWatch takes', () => {
    const names = alarms.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^trial-[a-z0-9.-]+$/.test(name))).toEqual([]);
    expect(alarms.filter(({ AlarmDescription }) => AlarmDescription.length > 1024)).toEqual([]);
  });

  it('tell somebody', () => {
    expect(alarms.filter(({ AlarmActions }) => AlarmActions?.length !== 1)).toEqual([]);
  });

  it('add up no more metrics than CloudWatch allows', () => {
    const metrics = alarms.map(({ Metrics = [] }) =>
      Metrics.filter(({ MetricStat }: Resource['Properties']) => MetricStat),
    );

    expect(metrics.filter(({ length }) => length > 10)).toEqual([]);
  });

  it('watch each queue of work by the age of its oldest message, and each of dead letters by the first', () => {
    const queues = resourcesOf(stacks, 'AWS::SQS::Queue');
    const watched = (metric: string) => alarms.filter(({ MetricName }) => MetricName === metric);

    const works = queues.filter(({ Properties }) => Properties.RedrivePolicy);
    expect(watched('ApproximateAgeOfOldestMessage')).toHaveLength(works.length);
    expect(watched('ApproximateNumberOfMessagesVisible')).toHaveLength(queues.length - works.length);
    expect(works).toHaveLength(2);
  });

  it('watch errors and throttles of every Lambda of the engine', () => {
    const names = alarms.map(({ name }) => name);
    const lambdas = names.filter((name) => name.endsWith('-errors') && names.includes(throttlesOf(name)));
    const engine = resourcesOf(stacks, 'AWS::Lambda::Function').filter(
      ({ Properties }) => !Properties.VpcConfig,
    );

    expect(lambdas).toHaveLength(engine.length);
  });

  it('watch every table for throttles and for faults of DynamoDB', () => {
    const count = (suffix: string) => alarms.filter(({ name }) => name.endsWith(suffix)).length;
    const engineTables = Object.values(stacks.get('She-State')?.Resources ?? {}).filter(
      ({ Type }) => Type === 'AWS::DynamoDB::Table',
    );

    expect(count('-throttled') - 1).toBe(engineTables.length);
    expect(count('-system-errors')).toBe(engineTables.length);
  });
});

const throttlesOf = (errors: string) => errors.replace(/-errors$/, '-throttles');
