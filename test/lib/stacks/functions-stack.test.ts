import { aRegisteredFunction } from '../../support/registered-function.ts';
import {
  type Resource,
  resourcesOf,
  stackOf,
  synthesised,
  type Template,
} from '../../support/synthesised.ts';

function functionsStack(...manifests: Record<string, unknown>[]): Template {
  const functions = manifests.map((manifest) => aRegisteredFunction(manifest));
  return stackOf(synthesised({ functions }), 'She-Functions-000');
}

function lambda(template: Template, name: string): Resource['Properties'] {
  const lambdas = resourcesOf(template, 'AWS::Lambda::Function').map(({ Properties }) => Properties);
  return lambdas.find(({ FunctionName }) => FunctionName === name) ?? {};
}

function versionIds(template: Template): string[] {
  return Object.keys(template.Resources).filter(
    (id) => template.Resources[id]?.Type === 'AWS::Lambda::Version',
  );
}

describe('the stack of a shard', () => {
  const stack = functionsStack({ id: 'step-counter' }, { id: 'sentiment' });
  const lambdas = resourcesOf(stack, 'AWS::Lambda::Function').map(({ Properties }) => Properties);

  it('holds Lambdas and their versions, and nothing that opens a way to them or out', () => {
    const types = new Set(Object.values(stack.Resources).map(({ Type }) => Type));

    expect([...types].sort()).toEqual([
      'AWS::Lambda::Function',
      'AWS::Lambda::Version',
      'Custom::FunctionRegistration',
    ]);
  });

  it('names the three Lambdas of a function as published functions expect', () => {
    const names = lambdas.map(({ FunctionName }) => FunctionName);

    expect(names).toEqual([
      'she-step-counter',
      'she-step-counter-bundle',
      'she-step-counter-configuration',
      'she-sentiment',
      'she-sentiment-bundle',
      'she-sentiment-configuration',
    ]);
  });

  it('isolates tenants wherever a person is near', () => {
    const isolation = (name: string) => lambda(stack, name).TenancyConfig;

    expect(isolation('she-step-counter')).toEqual({ TenantIsolationMode: 'PER_TENANT' });
    expect(isolation('she-step-counter-bundle')).toEqual({ TenantIsolationMode: 'PER_TENANT' });
    expect(isolation('she-step-counter-configuration')).toBeUndefined();
  });

  it('puts every Lambda into the sealed subnets, behind exactly the one security group', () => {
    const [first] = lambdas;
    const groups = lambdas.map(({ VpcConfig }) => VpcConfig.SecurityGroupIds);

    expect(first?.VpcConfig.SubnetIds).toHaveLength(2);
    expect(groups.every((group) => group.length === 1)).toBe(true);
    expect(new Set(lambdas.map(({ VpcConfig }) => JSON.stringify(VpcConfig))).size).toBe(1);
    expect(groups[0][0]['Fn::GetStackOutput'].StackName).toBe('She-Network');
  });

  it('runs every Lambda as the one powerless role', () => {
    const roles = new Set(lambdas.map(({ Role }) => JSON.stringify(Role)));

    expect(roles.size).toBe(1);
    expect([...roles][0]).toMatch(/"StackName":"She-Network".*FunctionRole/);
  });

  it('gives a Lambda nothing it could talk through', () => {
    const given = new Set(lambdas.flatMap((properties) => Object.keys(properties)));

    expect([...given].sort()).toEqual([
      'Architectures',
      'Code',
      'EphemeralStorage',
      'FunctionName',
      'Handler',
      'MemorySize',
      'Role',
      'Runtime',
      'RuntimeManagementConfig',
      'Tags',
      'TenancyConfig',
      'Timeout',
      'VpcConfig',
    ]);
  });

  it('takes limits, runtime and handlers from the manifest', () => {
    const custom = functionsStack({
      id: 'heavy',
      runtime: 'python3.14',
      architecture: 'x86_64',
      memory: 1024,
      timeout: 120,
      ephemeralStorage: 2048,
    });

    expect(lambda(custom, 'she-heavy-bundle')).toMatchObject({
      Runtime: 'python3.14',
      Architectures: ['x86_64'],
      MemorySize: 1024,
      Timeout: 120,
      EphemeralStorage: { Size: 2048 },
      Handler: 'index.bundle',
    });
  });

  it('pins each version to the approved bytes and keeps it, unless the deployment that made it is rolled back', () => {
    const { codeHash } = aRegisteredFunction({ id: 'step-counter' });
    const versions = resourcesOf(functionsStack({ id: 'step-counter' }), 'AWS::Lambda::Version');

    expect(versions).toHaveLength(3);
    for (const { Properties, DeletionPolicy, UpdateReplacePolicy } of versions) {
      expect(Properties.CodeSha256).toBe(Buffer.from(codeHash, 'hex').toString('base64'));
      expect(DeletionPolicy).toBe('RetainExceptOnCreate');
      expect(UpdateReplacePolicy).toBe('Retain');
    }
  });

  it('uploads the zip under its locked hash', () => {
    const { codeHash } = aRegisteredFunction({ id: 'step-counter' });

    expect(lambda(stack, 'she-step-counter').Code.S3Key).toBe(`${codeHash}.zip`);
  });

  it('publishes new versions when code or settings change, and only then', () => {
    const before = versionIds(functionsStack({ id: 'sentiment', version: '1.0.0' }));
    const same = versionIds(functionsStack({ id: 'sentiment', version: '1.0.0' }));
    const newCode = versionIds(functionsStack({ id: 'sentiment', version: '1.0.1' }));
    const newSetting = versionIds(functionsStack({ id: 'sentiment', version: '1.0.0', memory: 256 }));

    expect(same).toEqual(before);
    expect(newCode.filter((id) => before.includes(id))).toEqual([]);
    expect(newSetting.filter((id) => before.includes(id))).toEqual([]);
  });
});
