import { everyAction, UNDENIABLE, UNHEARD_OF } from '../../../../proof/prove/iam/actions.ts';
import { ANY, allowedOf, evaluate, type Verdict } from '../../../../proof/prove/iam/evaluate.ts';
import { everything, readPolicy } from '../../../../proof/prove/iam/policy.ts';

const OBJECT = 'arn:aws:s3:::data/object';
const asked = { action: 's3:GetObject', resource: OBJECT, context: new Map() };
const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: OBJECT };
const deny = { Effect: 'Deny', Action: '*', Resource: '*' };
const someTimes = { NumericLessThan: { 'aws:MultiFactorAuthAge': '60' } };
const policy = (...Statement: object[]) => readPolicy({ Version: '2012-10-17', Statement } as never, 'test');

describe('an evaluation', () => {
  it.each<[name: string, Verdict, statements: object[]]>([
    ['no statement grants nothing', 'ungranted', []],
    ['an allowance grants', 'allowed', [allow]],
    ['an allowance of another action does not', 'ungranted', [{ ...allow, Action: 's3:PutObject' }]],
    ['an allowance of another resource does not', 'ungranted', [{ ...allow, Resource: 'arn:aws:s3:::data' }]],
    ['a list grants by any of its values', 'allowed', [{ ...allow, Action: ['s3:PutObject', 's3:Get*'] }]],
    ['all but some actions', 'allowed', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]],
    ['all but this action', 'ungranted', [{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }]],
    ['all but some resources', 'allowed', [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:sqs:*' }]],
    ['all but this resource', 'ungranted', [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::*' }]],
    ['a denial is stronger, wherever it stands', 'denied', [deny, allow]],
    ['a condition that is not known may allow', 'allowed', [{ ...allow, Condition: someTimes }]],
    ['a condition that is not known denies nothing', 'allowed', [allow, { ...deny, Condition: someTimes }]],
    [
      'a variable may stand for any text in an allowance',
      'allowed',
      [{ ...allow, Resource: `arn:aws:s3:::\${aws:userid}/*` }],
    ],
    [
      'a variable may stand for another text in a denial',
      'allowed',
      [allow, { ...deny, Resource: `arn:aws:s3:::\${aws:userid}/*` }],
    ],
    [
      'a denial of all but a variable may spare this',
      'allowed',
      [allow, { Effect: 'Deny', Action: '*', NotResource: `arn:aws:s3:::\${aws:userid}/*` }],
    ],
  ])('%s: %s', (_name, verdict, statements) => {
    expect(evaluate({ identity: policy(...statements) }, asked)).toBe(verdict);
  });

  it.each<[name: string, Verdict, boundary: object[]]>([
    ['that allows nothing', 'ungranted', []],
    ['that allows the same', 'allowed', [allow]],
    ['that denies', 'denied', [allow, deny]],
  ])('goes no further than a boundary %s', (_name, verdict, boundary) => {
    const permissions = { identity: [everything('AdministratorAccess')], boundary: policy(...boundary) };

    expect(evaluate(permissions, asked)).toBe(verdict);
  });

  it.each<[name: string, Verdict, statements: object[]]>([
    ['counts an allowance for one of them', 'allowed', [allow]],
    ['counts a denial for all of them', 'denied', [allow, deny]],
    ['does not count a denial for some', 'allowed', [allow, { ...deny, Resource: 'arn:aws:s3:::*' }]],
    [
      'does not count a denial for all but some',
      'allowed',
      [allow, { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:sqs:*' }],
    ],
  ])('for any resource %s', (_name, verdict, statements) => {
    expect(evaluate({ identity: policy(...statements) }, { ...asked, resource: ANY })).toBe(verdict);
  });
});

describe('a policy that cannot be read', () => {
  it.each([
    ['text', 'not a policy'],
    ['nothing', undefined],
    ['an effect nobody knows', { Statement: { ...allow, Effect: 'Perhaps' } }],
    ['a field nobody knows', { Statement: { ...allow, Unless: 'Sunday' } }],
    ['a resource that is no text', { Statement: { ...allow, Resource: { Ref: 'Bucket' } } }],
  ])('counts as allowing everything: %s', (_name, document) => {
    const identity = readPolicy(document as never, 'test');

    expect(evaluate({ identity }, { ...asked, action: 'iam:CreateUser' })).toBe('allowed');
  });
});

describe('every action', () => {
  it('is what AWS documents, the one that cannot be denied, and one that nobody has heard of', async () => {
    const actions = await everyAction();

    expect(actions.length).toBeGreaterThan(20_000);
    expect(new Set(actions).size).toBe(actions.length);
    expect(actions).toEqual(
      expect.arrayContaining(['lambda:InvokeFunction', 'logs:PutLogEvents', UNDENIABLE, UNHEARD_OF]),
    );
  });

  it('is told apart by circumstances, also when asked again', async () => {
    const actions = await everyAction();
    const permissions = {
      identity: policy({ ...allow, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    };
    const context = (value: string) => new Map([['aws:securetransport', { value }]]);

    const secure = allowedOf(actions, permissions, { resource: OBJECT, context: context('true') });
    const plain = allowedOf(actions, permissions, { resource: OBJECT, context: context('false') });

    expect(secure).toEqual(['s3:GetObject']);
    expect(plain).toEqual([]);
  });
});
