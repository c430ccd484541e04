import { apiEnvSchema } from '../../../lambdas/api/env.ts';
import { sharedEnvSchema } from '../../../lambdas/shared/env.ts';
import { lambdaNamed, statementsOf } from '../../support/engine-lambdas.ts';
import { onlyResource, stackOf, synthesised } from '../../support/synthesised.ts';

describe('the management API', () => {
  const stack = stackOf(synthesised(), 'She-Api');
  const stage = onlyResource(stack, 'AWS::ApiGatewayV2::Stage').Properties;

  it('answers below /api/v2.6/she and nowhere else', () => {
    const route = onlyResource(stack, 'AWS::ApiGatewayV2::Route').Properties;

    expect(route.RouteKey).toBe('ANY /api/v2.6/she/{proxy+}');
  });

  it('sets exactly the variables that its Lambda reads', () => {
    const { Variables } = lambdaNamed(stack, 'Lambda').Environment;

    const read = { ...apiEnvSchema.shape, ...sharedEnvSchema.shape };
    expect(Object.keys(Variables).sort()).toEqual(Object.keys(read).sort());
  });

  it('throttles', () => {
    expect(stage.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
    expect(stage.DefaultRouteSettings.ThrottlingBurstLimit).toBeGreaterThan(0);
  });

  it('logs what happened, and nothing of the caller', () => {
    const logged = [...stage.AccessLogSettings.Format.matchAll(/\$context\.(\w+)/g)].map(([, name]) => name);

    expect(logged).toEqual([
      'requestId',
      'requestTime',
      'httpMethod',
      'routeKey',
      'status',
      'responseLatency',
      'responseLength',
    ]);
  });

  it('can neither invoke functions nor read the queue', () => {
    const actions = statementsOf(stack, 'Lambda').flatMap(({ Action }) => [Action].flat());

    expect(actions).toContain('sqs:SendMessage');
    expect(actions).not.toContain('sqs:ReceiveMessage');
    expect(actions).not.toContain('lambda:InvokeFunction');
  });
});
