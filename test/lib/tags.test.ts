import { cdkApp } from '../../proof/prove/assembly/cdk-app.ts';
import { aRegisteredFunction } from '../support/registered-function.ts';
import { type Resource, resourcesOf, synthesised } from '../support/synthesised.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const functions = [aRegisteredFunction()];
const outdir = temporaryFolder();

describe('tags', () => {
  it('are on every stack, whence CloudFormation lays them on everything: whose deployment it is, and the own ones', () => {
    const config = { namePrefix: 'trial', tags: { team: 'platform' } };

    const { stacks } = cdkApp({ config, functions, outdir }).synth();

    expect(stacks.length).toBeGreaterThanOrEqual(5);
    for (const { tags } of stacks)
      expect(tags).toEqual({ team: 'platform', 'smart-hat-engine:deployment': 'trial' });
  });
});

describe('the budget', () => {
  const budgetsOf = (config: Record<string, unknown>) =>
    resourcesOf(synthesised({ config, functions }), 'AWS::Budgets::Budget').map(
      ({ Properties }) => Properties,
    );

  it('is of what carries the tag of the deployment, a month', () => {
    const [budget] = budgetsOf({ namePrefix: 'trial', monthlyBudgetUsd: 500, alarmEmail: 'a@example.org' });

    expect(budget?.Budget).toEqual({
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 500, Unit: 'USD' },
      CostFilters: { TagKeyValue: ['user:smart-hat-engine:deployment$trial'] },
    });
  });

  it('tells before it is spent, when it is, and when it will be', () => {
    const [budget] = budgetsOf({ monthlyBudgetUsd: 500, alarmEmail: 'a@example.org' });

    const told = budget?.NotificationsWithSubscribers.map(
      ({ Notification: { NotificationType, Threshold }, Subscribers }: Resource['Properties']) =>
        `${NotificationType} ${Threshold} ${JSON.stringify(Subscribers)}`,
    );

    const whom = '[{"Address":"a@example.org","SubscriptionType":"EMAIL"}]';
    expect(told).toEqual([`ACTUAL 80 ${whom}`, `ACTUAL 100 ${whom}`, `FORECASTED 100 ${whom}`]);
  });

  it('is there only where somebody set one', () => {
    expect(budgetsOf({})).toEqual([]);
  });
});
