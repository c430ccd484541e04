import { resourcesOf, synthesised } from '../support/synthesised.ts';

describe('concurrency', () => {
  it('is reserved for no Lambda: that would leave a function fewer tenants, and everybody else less', () => {
    const lambdas = resourcesOf(synthesised(), 'AWS::Lambda::Function');

    const reserving = lambdas.filter(({ Properties }) => 'ReservedConcurrentExecutions' in Properties);

    expect(lambdas.length).toBeGreaterThan(3);
    expect(reserving).toEqual([]);
  });

  it('leaves room for all others whatever one function does, and all fit into what AWS allows an account at first', () => {
    const templates = synthesised();
    const sources = resourcesOf(templates, 'AWS::Lambda::EventSourceMapping').map(
      ({ Properties }) => Properties,
    );
    const atWork = (name: string) =>
      sources.find(({ FunctionName }) => JSON.stringify(FunctionName).includes(name))?.ScalingConfig
        .MaximumConcurrency;
    const [executor] = resourcesOf(templates, 'AWS::Lambda::Function').filter(
      ({ Properties }) => Properties.Environment?.Variables.IN_FLIGHT_PER_FUNCTION !== undefined,
    );
    const ofOneFunction = Number(executor?.Properties.Environment.Variables.IN_FLIGHT_PER_FUNCTION);

    const runs = atWork('Executor') * 10;

    expect([ofOneFunction, runs]).toEqual([100, 500]);
    expect(runs + atWork('Executor') + atWork('Dispatcher')).toBeLessThan(1000 - 100);
  });

  it('is told of at 80 % of what AWS allows the account, whatever that is', () => {
    const alarms = resourcesOf(
      synthesised({ config: { concurrentExecutions: 3000 } }),
      'AWS::CloudWatch::Alarm',
    );

    const alarm = alarms.find(({ Properties }) => Properties.AlarmName === 'she-account-concurrency');

    expect(alarm?.Properties.Threshold).toBe(2400);
    expect(alarm?.Properties.AlarmDescription).toContain('Beyond 3000 AWS refuses calls');
  });
});
