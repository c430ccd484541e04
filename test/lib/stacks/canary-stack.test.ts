import { canaryEnvSchema } from '../../../lambdas/canary/env.ts';
import { canaryPdaEnvSchema } from '../../../lambdas/canary-pda/env.ts';
import { sharedEnvSchema } from '../../../lambdas/shared/env.ts';
import { lambdaNamed, statementsOf } from '../../support/engine-lambdas.ts';
import { aRegisteredFunction } from '../../support/registered-function.ts';
import { onlyResource, resourcesOf, stackOf, synthesised } from '../../support/synthesised.ts';

const canary = [aRegisteredFunction({ id: 'canary' })];
const templates = synthesised({ canary });
const stack = stackOf(templates, 'She-Canary');
const variablesOf = (name: string) => Object.keys(lambdaNamed(stack, name).Environment.Variables).sort();
const shared = Object.keys(sharedEnvSchema.shape);
const actionsOf = (name: string) =>
  statementsOf(stack, name)
    .flatMap(({ Action }) => Action)
    .filter((action) => !/^(logs|sqs):|^kms:.*\*$|^kms:(Encrypt|Decrypt)$/.test(action))
    .sort();

describe("the canary's stack", () => {
  it('sets exactly the variables that its Lambdas read', () => {
    const names = [variablesOf('Beat'), variablesOf('Pda')];

    expect(names).toEqual([
      [...Object.keys(canaryEnvSchema.shape), ...shared].sort(),
      [...Object.keys(canaryPdaEnvSchema.shape), ...shared].sort(),
    ]);
  });

  it('beats every five minutes', () => {
    const rule = onlyResource(stack, 'AWS::Events::Rule').Properties;

    expect(rule.ScheduleExpression).toBe('rate(5 minutes)');
  });

  it('lets the beat sign, register its own PDA and keep its item, and the PDA keep that item and verify', () => {
    const actions = [actionsOf('Beat'), actionsOf('Pda')];

    expect(actions).toEqual([
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:PutItem', 'kms:GenerateDataKey', 'kms:Sign'],
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'kms:GetPublicKey'],
    ]);
  });

  it('signs with a key that never leaves KMS', () => {
    const key = onlyResource(stack, 'AWS::KMS::Key').Properties;

    expect([key.KeySpec, key.KeyUsage]).toEqual(['RSA_2048', 'SIGN_VERIFY']);
  });

  it('alarms when heartbeats fail, when there are none, and when something is open', () => {
    const alarms = resourcesOf(stack, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
    const told = (name: string) => {
      const alarm = alarms.find(({ AlarmName }) => AlarmName === `she-${name}`);
      const { MetricName, ComparisonOperator, Threshold, Period, TreatMissingData } = alarm ?? {};
      return [MetricName, ComparisonOperator, Threshold, Period, TreatMissingData];
    };

    const [failing, missing, breached] = ['canary-failing', 'canary-missing', 'canary-breached'].map(told);

    expect(failing).toEqual(['CanaryFailures', 'GreaterThanThreshold', 1, 900, 'notBreaching']);
    expect(missing).toEqual(['CanaryBeats', 'LessThanThreshold', 1, 900, 'breaching']);
    expect(breached).toEqual(['CanaryBreaches', 'GreaterThanThreshold', 0, 300, 'notBreaching']);
  });

  it('takes little at a time, and logs nothing of who asks', () => {
    const stage = onlyResource(stack, 'AWS::ApiGatewayV2::Stage').Properties;

    expect(stage.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 });
    expect(stage.AccessLogSettings.Format).not.toMatch(/ip|header|path|body|userAgent/i);
  });
});

describe("the canary's function", () => {
  it('is in a stack of its own, sealed like every other, and registered for the canary alone', () => {
    const functions = stackOf(templates, 'She-Functions-128');

    const registration = onlyResource(functions, 'Custom::FunctionRegistration').Properties;

    expect(Object.keys(registration.Functions)).toEqual(['canary']);
    expect(JSON.stringify(registration.OnlyFor)).toContain('.execute-api.');
    expect(resourcesOf(functions, 'AWS::Lambda::Function')).toHaveLength(3);
    const others = stackOf(templates, 'She-Functions-000');
    expect(onlyResource(others, 'Custom::FunctionRegistration').Properties.OnlyFor).toBeUndefined();
  });

  it('is not there, nor is its stack, where a stage has no canary', () => {
    const names = [...synthesised().keys()];

    expect(names).not.toContain('She-Canary');
    expect(names).not.toContain('She-Functions-128');
  });
});
