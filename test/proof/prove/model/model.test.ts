import { at, type Model, modelOf } from '../../../../proof/prove/model/model.ts';

type Stacks = Readonly<Record<string, object>>;

function read(stacks: Stacks, place: { account?: string; region?: string } = {}): Model {
  const templates = Object.entries(stacks).map(([name, template]) => ({ name, template, ...place }));
  return modelOf({ stacks: templates, problems: [] });
}

/** What a property of a resource is resolved to, in a stack with a table `T` and next to a stack with outputs. */
function resolved(value: unknown, place = {}) {
  const own = {
    Resources: { T: { Type: 'AWS::DynamoDB::Table' }, X: { Type: 'Test', Properties: { value } } },
  };
  const other = {
    Resources: {
      Fn: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'she-sample' } },
      Role: { Type: 'AWS::IAM::Role' },
    },
    Outputs: {
      Arn: { Value: { 'Fn::GetAtt': ['Fn', 'Arn'] }, Export: { Name: 'sample-arn' } },
      Circle: {
        Value: {
          'Fn::GetStackOutput': { StackName: 'Other', Region: { Ref: 'AWS::Region' }, OutputName: 'Circle' },
        },
      },
    },
  };
  const model = read({ Own: own, Other: other }, place);
  const x = model.resources.find(({ id }) => id === 'X');
  return { value: x && at(x, 'value'), names: [...(x?.names ?? [])], problems: model.problems };
}

const output = (OutputName: string, Region: unknown = { Ref: 'AWS::Region' }) => ({
  'Fn::GetStackOutput': { StackName: 'Other', Region, OutputName },
});
const ARN = 'arn:aws:lambda:⟨region⟩:⟨account⟩:function:she-sample';

describe('a reference', () => {
  it.each([
    [{ Ref: 'T' }, '⟨Own/T⟩'],
    [{ 'Fn::GetAtt': ['T', 'StreamArn'] }, '⟨Own/T.StreamArn⟩'],
    [{ 'Fn::GetAtt': 'T.StreamArn' }, '⟨Own/T.StreamArn⟩'],
    [{ 'Fn::Join': ['/', ['a', { Ref: 'T' }, 'b']] }, 'a/⟨Own/T⟩/b'],
    [
      { 'Fn::Sub': `a-\${AWS::Region}-\${T}-\${T.Arn}-\${!Literal}` },
      `a-⟨region⟩-⟨Own/T⟩-⟨Own/T.Arn⟩-\${Literal}`,
    ],
    [{ 'Fn::Sub': [`a-\${x}`, { x: { Ref: 'T' } }] }, 'a-⟨Own/T⟩'],
    [{ 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    [{ 'Fn::Select': ['0', { 'Fn::GetAZs': '' }] }, '⟨availability zone 0⟩'],
    [output('Arn'), ARN],
    [{ 'Fn::ImportValue': 'sample-arn' }, ARN],
    [{ Ref: 'AWS::Partition' }, 'aws'],
    [
      [1, true, { deep: { Ref: 'T' } }],
      [1, true, { deep: '⟨Own/T⟩' }],
    ],
  ])('is followed: %j', (value, expected) => {
    const found = resolved(value);

    expect(found.value).toEqual(expected);
    expect(found.problems).toEqual([]);
  });

  it('tells which resources were named, through outputs as well', () => {
    expect(resolved([{ Ref: 'T' }, output('Arn')]).names).toEqual(['Own/T', 'Other/Fn']);
  });

  it('knows account and region where the deployment does', () => {
    const place = { account: '111122223333', region: 'eu-west-1' };

    const { value } = resolved([{ Ref: 'AWS::AccountId' }, output('Arn', 'eu-west-1')], place);

    expect(value).toEqual(['111122223333', 'arn:aws:lambda:eu-west-1:111122223333:function:she-sample']);
  });

  it.each([
    ['a resource that is not there', { Ref: 'Nobody' }],
    ['a parameter', { Ref: 'AWS::NoValue' }],
    ['an attribute of nothing', { 'Fn::GetAtt': ['T'] }],
    ['a choice', { 'Fn::If': ['Sometimes', 'a', 'b'] }],
    ['a table of values', { 'Fn::FindInMap': ['a', 'b', 'c'] }],
    ['a macro', { 'Fn::Transform': { Name: 'Opener' } }],
    ['two at once', { Ref: 'T', 'Fn::Sub': 'a' }],
    ['an output that is not there', output('Nothing')],
    ['an output in another region', output('Arn', 'us-east-1')],
    ['an output of itself', output('Circle')],
    ['an import of nobody', { 'Fn::ImportValue': 'nobody' }],
    ['a value that a parameter store holds', '{{resolve:ssm:/code}}'],
    ['one of those inside a text', { 'Fn::Sub': 'a-{{resolve:ssm:/code}}' }],
    ['a variable of nobody', { 'Fn::Sub': `\${Nobody}` }],
    ['a list where a text must be', { 'Fn::Join': ['', [['a']]] }],
    ['a text that looks like one of ours', '⟨Own/T⟩'],
  ])('that is not understood is told and stands for nothing known: %s', (_name, value) => {
    const found = resolved({ deep: value });

    expect(found.value).toEqual({ deep: expect.stringMatching(/^⟨not understood: \w+\.[\w.]*⟩$/) });
    expect(found.problems[0]).toMatchObject({ expected: 'a value that these templates decide' });
  });
});

describe('a template', () => {
  const table = { T: { Type: 'AWS::DynamoDB::Table' } };

  it.each<[string, Stacks]>([
    ['is none', { Own: [] as object }],
    ['has a macro', { Own: { Resources: table, Transform: 'Opener' } }],
    ['has conditions', { Own: { Resources: table, Conditions: {} } }],
    [
      'has a resource under a condition',
      { Own: { Resources: { T: { ...table.T, Condition: 'Sometimes' } } } },
    ],
    ['has a resource without a type', { Own: { Resources: { T: {} } } }],
    ['has resources with a loop', { Own: { Resources: table, 'Fn::ForEach::All': [] } }],
  ])('that %s is not understood', (_name, stacks) => {
    expect(read(stacks).problems).toHaveLength(1);
  });

  it('has account and region in common with the others, and a name of its own', () => {
    const here = { name: 'Here', account: '111122223333', region: 'eu-west-1', template: {} };
    const stacks = [here, { ...here, name: 'There', region: 'us-east-1' }, here];

    const { problems } = modelOf({ stacks, problems: [] });

    expect(problems.map(({ stack }) => stack)).toEqual(['There', 'Here']);
  });
});
