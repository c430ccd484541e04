import { matchesAction } from '../../proof/prove/iam/wildcard.ts';
import { aRegisteredFunction } from '../support/registered-function.ts';
import { type Resource, resourcesOf, stackOf, synthesised } from '../support/synthesised.ts';

const canary = [aRegisteredFunction({ id: 'canary' })];
const templates = synthesised({ config: { namePrefix: 'trial' }, canary });
const roles = resourcesOf(templates, 'AWS::IAM::Role');

describe('the boundaries of roles', () => {
  it('are on every role of the app', () => {
    const unbounded = roles.filter(({ Properties }) => Properties.PermissionsBoundary === undefined);

    expect(roles.length).toBeGreaterThanOrEqual(6);
    expect(unbounded).toEqual([]);
  });

  it('leave room for everything that a role of the engine allows', () => {
    const [engine] = namedBoundary('engine-boundary').PolicyDocument.Statement;
    const granted = resourcesOf(templates, 'AWS::IAM::Policy')
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .flatMap(({ Action }) => [Action].flat());

    expect(granted.length).toBeGreaterThan(20);
    const allows = (action: string) =>
      engine.Action.some((pattern: string) => matchesAction(pattern, action) || pattern === action);
    expect(granted.filter((action) => !allows(action))).toEqual([]);
  });

  it('hold nothing that no role of the engine needs', () => {
    const [engine] = namedBoundary('engine-boundary').PolicyDocument.Statement;
    const granted = new Set(
      resourcesOf(templates, 'AWS::IAM::Policy')
        .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
        .flatMap(({ Action }) => [Action].flat()),
    );

    expect(engine.Action.filter((action: string) => !granted.has(action))).toEqual([]);
  });

  it('deny the code of functions everything, whatever is attached to their role', () => {
    const [service, code] = namedBoundary('function-boundary').PolicyDocument.Statement;

    expect(service.Action.every((action: string) => /NetworkInterface|Subnets|PrivateIp/.test(action))).toBe(
      true,
    );
    expect(code).toEqual({
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { Null: { 'lambda:SourceFunctionArn': 'false' } },
    });
  });
});

describe('what seals functions', () => {
  it('carries the tag by which policies deny opening it', () => {
    const network = Object.values(stackOf(templates, 'She-Network').Resources);
    const functions = [...templates.entries()]
      .filter(([name]) => name.startsWith('She-Functions-'))
      .flatMap(([, { Resources }]) => Object.values(Resources))
      .filter(({ Type }) => Type === 'AWS::Lambda::Function');
    const mustCarry = /EC2::(VPC|Subnet|RouteTable|NetworkAcl|SecurityGroup)$|FirewallRuleGroup|IAM::Role/;

    const sealing = [...network.filter(({ Type }) => mustCarry.test(Type)), ...functions];

    expect(sealing.length).toBeGreaterThan(10);
    expect(sealing.filter((resource) => !isTagged(resource))).toEqual([]);
  });
});

function namedBoundary(name: string): Resource['Properties'] {
  const found = resourcesOf(templates, 'AWS::IAM::ManagedPolicy').find(({ Properties }) =>
    JSON.stringify(Properties.ManagedPolicyName).endsWith(`-${name}"]]}`),
  );
  if (found === undefined) throw new Error(`no policy ${name}`);
  return found.Properties;
}

function isTagged({ Properties }: Resource): boolean {
  const tags: readonly { Key: string; Value: string }[] = Properties.Tags ?? [];
  return tags.some(({ Key, Value }) => Key === 'smart-hat-engine:sealed' && Value === 'true');
}
