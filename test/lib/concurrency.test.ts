import { resourcesOf, synthesised } from '../support/synthesised.ts';

describe('concurrency', () => {
  it('is reserved for no Lambda: that would leave a function fewer tenants, and everybody else less', () => {
    const lambdas = resourcesOf(synthesised(), 'AWS::Lambda::Function');

    const reserving = lambdas.filter(({ Properties }) => 'ReservedConcurrentExecutions' in Properties);

    expect(lambdas.length).toBeGreaterThan(3);
    expect(reserving).toEqual([]);
  });
});
