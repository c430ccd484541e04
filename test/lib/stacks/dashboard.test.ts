import { METRICS } from '../../../core/model/metrics.ts';
import { aRegisteredFunction } from '../../support/registered-function.ts';
import { onlyResource, resourcesOf, stackOf, synthesised } from '../../support/synthesised.ts';

/** What is resolved at deployment stands in its place as a word. */
function bodyOf(text: { 'Fn::Join': [string, unknown[]] }) {
  const parts = text['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'word'));
  return JSON.parse(parts.join('')) as {
    widgets: { type: string; x: number; width: number; properties: Record<string, unknown> }[];
  };
}

const CONFIG = { namePrefix: 'trial' };
const stacks = synthesised({
  config: CONFIG,
  canary: [aRegisteredFunction({ id: 'canary' }, { shard: 128 })],
});
const orchestrator = stackOf(stacks, 'She-Orchestrator');
const { widgets } = bodyOf(onlyResource(orchestrator, 'AWS::CloudWatch::Dashboard').Properties.DashboardBody);
const rankings = resourcesOf(orchestrator, 'AWS::CloudWatch::InsightRule').map(({ Properties }) => ({
  name: Properties.RuleName,
  body: JSON.parse(Properties.RuleBody),
}));

describe('the dashboard', () => {
  it("is named after its region, since its name is the account's", () => {
    const { DashboardName } = onlyResource(orchestrator, 'AWS::CloudWatch::Dashboard').Properties;

    expect(DashboardName).toEqual({ 'Fn::Join': ['', ['trial-', { Ref: 'AWS::Region' }, '-engine']] });
  });

  it('asks the six questions that somebody on call has', () => {
    const asked = widgets.filter(({ type }) => type === 'text').map(({ properties }) => properties.markdown);

    expect(asked).toEqual([
      '## Are runs flowing?',
      '## How old is the oldest event?',
      '## Which function fails?',
      '## Which PDA is unreachable?',
      '## Is anything trying to get out?',
      '## What does it cost?',
    ]);
  });

  it('shows every alarm that does not come and go with functions', () => {
    const boards = widgets.filter(({ type }) => type === 'alarm');
    const arns = boards.flatMap(({ properties }) => properties.alarms as string[]);
    const shown = arns.map((arn) => arn.split(':alarm:')[1]);
    const all = resourcesOf(stacks, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties.AlarmName);

    expect(shown.toSorted()).toEqual(all.toSorted());
    expect(shown.length).toBeLessThanOrEqual(100);
  });

  it('is not changed by a function that is rolled out', () => {
    const body = (config: object) =>
      onlyResource(
        stackOf(synthesised({ config: { ...CONFIG, ...config } }), 'She-Orchestrator'),
        'AWS::CloudWatch::Dashboard',
      ).Properties;

    expect(body({ rollouts: { sample: { percentage: 5 } } })).toEqual(body({}));
  });

  it('shows only metrics of the engine that there are, by their dimensions', () => {
    const plotted = widgets.flatMap(({ properties }) => (properties.metrics ?? []) as unknown[][]);
    const own = plotted.filter(([namespace]) => namespace === 'SmartHatEngine/trial');
    const known = own.filter(([, name, ...rest]) => {
      const { dimensions } = METRICS[name as keyof typeof METRICS];
      const names = rest.filter((part, index) => typeof part === 'string' && index % 2 === 0);
      return JSON.stringify(names) === JSON.stringify(dimensions);
    });

    expect(own.length).toBeGreaterThan(10);
    expect(known).toHaveLength(own.length);
  });

  it('fits into the columns that there are', () => {
    expect(widgets.filter(({ x, width }) => x + width > 24)).toEqual([]);
  });

  it('prices in numbers that CloudWatch reads', () => {
    expect(JSON.stringify(widgets)).not.toMatch(/\d[eE]-\d/);
  });
});

describe('rankings', () => {
  it('read logs of the engine, by members that its lines have', () => {
    const groups = resourcesOf(stacks, 'AWS::Logs::LogGroup').map(
      ({ Properties }) => Properties.LogGroupName,
    );

    expect(rankings.map(({ name }) => name)).toEqual([
      'trial-failing-functions',
      'trial-failing-pdas',
      'trial-faulty-places',
    ]);
    for (const { body } of rankings) {
      expect(body).toMatchObject({ LogFormat: 'JSON', AggregateOn: 'Count' });
      expect(groups).toEqual(expect.arrayContaining(body.LogGroupNames));
    }
  });

  it('are shown each', () => {
    const shown = widgets.flatMap(({ properties }) => {
      const { insightRule } = properties as { insightRule?: { ruleName: string } };
      return insightRule ? [insightRule.ruleName] : [];
    });

    expect(shown.toSorted()).toEqual(rankings.map(({ name }) => name).toSorted());
  });
});
