import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionPackageSchema } from '../../../core/model/function-package.ts';
import { registrationPropertiesSchema } from '../../../lambdas/registrar/request.ts';
import { RegistrationPackages } from '../../../lib/packaging/registration-packages.ts';
import { aRegisteredFunction } from '../../support/registered-function.ts';
import { onlyResource, resourcesOf, stackOf, synthesised, type Template } from '../../support/synthesised.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const outdir = temporaryFolder();
const REGISTRATION = 'Custom::FunctionRegistration';
const functions = ['step-counter', 'mood'].map((id) => aRegisteredFunction({ id }));
const rollouts = { mood: { percentage: 10, failuresToReturn: 3 } };

const stackWith = (config: Record<string, unknown> = {}): Template =>
  stackOf(synthesised({ functions, config }), 'She-Functions-000');

/** As CloudFormation sends them: with every reference resolved, and texts for numbers. */
function sent(stack: Template): unknown {
  const { Properties } = onlyResource(stack, REGISTRATION);
  return JSON.parse(JSON.stringify(Properties), (_key, value) => {
    if (typeof value === 'number') return String(value);
    return value?.['Fn::GetAtt'] || value?.['Fn::Sub'] ? '7' : value;
  });
}

describe('the registration of a functions stack', () => {
  it('tells the registrar what it understands: each version, and where the packages are', () => {
    const { Packages, Functions } = registrationPropertiesSchema.parse(sent(stackWith()));

    const { hash } = new RegistrationPackages(functions);
    expect(Packages).toEqual({ Bucket: '7', Key: `${hash}.json`, Hash: hash });
    const versions = { Process: '7', Bundle: '7', Configuration: '7', Percentage: 100 };
    expect(Functions).toEqual({ 'step-counter': versions, mood: versions });
  });

  it("names each call's version in this stack, so that it comes after all of them", () => {
    const stack = stackWith();

    const { Functions } = onlyResource(stack, REGISTRATION).Properties;

    for (const [id, versions] of Object.entries<Record<string, Record<string, string[]>>>(Functions))
      for (const [call, version] of Object.entries(versions)) {
        const [logicalId = '', attribute] = version['Fn::GetAtt'] ?? [];
        const lambda = stack.Resources[logicalId]?.Properties.FunctionName.Ref;
        const suffix = call === 'Process' ? '' : `-${call.toLowerCase()}`;
        expect(attribute).toBe('Version');
        expect(stack.Resources[lambda]?.Properties.FunctionName).toBe(`she-${id}${suffix}`);
      }
  });

  it('goes to the registrar, for longer than that may take', () => {
    const templates = synthesised({ functions });

    const { ServiceToken, ServiceTimeout } = onlyResource(
      stackOf(templates, 'She-Functions-000'),
      REGISTRATION,
    ).Properties;

    const registrar = resourcesOf(stackOf(templates, 'She-Orchestrator'), 'AWS::Lambda::Function').find(
      ({ Properties }) => Properties.Description.startsWith('Registers'),
    );
    const [async] = resourcesOf(stackOf(templates, 'She-Orchestrator'), 'AWS::Lambda::EventInvokeConfig');
    const longest = registrar?.Properties.Timeout + async?.Properties.MaximumEventAgeInSeconds;
    expect(ServiceToken['Fn::GetStackOutput'].OutputName).toContain('Registrar');
    expect(ServiceTimeout).toBeGreaterThan(longest);
    expect(ServiceTimeout).toBeLessThan(3_600);
  });

  it('gives a new version of a function that is rolled out to its share, once its alarm is there', () => {
    const stack = stackWith({ rollouts });

    const { Properties, ...attributes } = onlyResource(stack, REGISTRATION);

    const [alarm] = Object.entries(stack.Resources).filter(
      ([, { Type }]) => Type === 'AWS::CloudWatch::Alarm',
    );
    expect(Properties.Functions.mood.Percentage).toBe('10');
    expect(Properties.Functions['step-counter']).not.toHaveProperty('Percentage');
    expect(attributes.DependsOn).toEqual([alarm?.[0]]);
  });

  it('says the same as long as nothing has changed', () => {
    const twice = [stackWith(), stackWith()].map((stack) => onlyResource(stack, REGISTRATION));

    expect(twice[0]).toEqual(twice[1]);
  });
});

describe('the alarm on a rollout', () => {
  const [alarm] = resourcesOf(stackWith({ rollouts, namePrefix: 'trial' }), 'AWS::CloudWatch::Alarm');

  it('counts the failures of that version which were its own fault', () => {
    expect(alarm?.Properties).toMatchObject({
      ...{
        AlarmName: 'trial-rollout-mood-1.0.0',
        Namespace: 'SmartHatEngine/trial',
        MetricName: 'CandidateFailures',
      },
      Dimensions: [
        { Name: 'FunctionId', Value: 'mood' },
        { Name: 'Version', Value: '1.0.0' },
      ],
      ...{ Statistic: 'Sum', Period: 300, TreatMissingData: 'notBreaching' },
    });
  });

  it('goes off at as many as the stage says, not before', () => {
    expect(alarm?.Properties).toMatchObject({ Threshold: 2, ComparisonOperator: 'GreaterThanThreshold' });
  });

  it('is one that the rule hears of, which wakes the rollback', () => {
    const orchestrator = stackOf(
      synthesised({ functions, config: { namePrefix: 'trial' } }),
      'She-Orchestrator',
    );
    const patterns = resourcesOf(orchestrator, 'AWS::Events::Rule').map(
      ({ Properties }) => Properties.EventPattern,
    );

    const [pattern] = patterns.filter((one) => one?.source?.includes('aws.cloudwatch'));

    const [{ prefix }] = pattern.detail.alarmName;
    expect(alarm?.Properties.AlarmName.startsWith(prefix)).toBe(true);
    expect(pattern.detail.state).toEqual({ value: ['ALARM'] });
  });
});

describe('the packages of a functions stack', () => {
  it('lie in the assembly under their hash, and are what the registrar reads', async () => {
    const schema = { type: 'object' };
    const one = aRegisteredFunction({ id: 'mood' }, { outputSchema: schema });
    const packages = new RegistrationPackages([one]);

    await packages.write(outdir);

    const [name = ''] = readdirSync(outdir);
    const [read] = JSON.parse(readFileSync(join(outdir, name), 'utf8'));
    expect(name).toBe(`asset.${packages.hash}.json`);
    expect(functionPackageSchema.parse(read)).toEqual({
      ...{ manifest: one.manifest, codeHash: one.codeHash, outputSchema: schema },
    });
  });
});
