import { CfnDeletionPolicy } from 'aws-cdk-lib/core';
import { compare } from '../../../../proof/diff/compare/compare.ts';
import { changed } from '../../../../proof/prove/mutants/catch.ts';
import type { Deployment } from '../../../../proof/prove/mutants/deployment.ts';

type Change = (app: Deployment) => void;

const asItIs = changed(() => {}, true);

/** What a change to a deployment with a canary and one function widens. */
function widened(change: Change): readonly string[] {
  return compare(asItIs, changed(change, true)).widenings.map(({ says }) => says);
}

/** Sets a property of the first resource of a type whose place in the app has `part` in it. */
function setting(type: string, path: string, value: unknown, part = ''): Change {
  return (app) => {
    const [resource] = app.all(type, part);
    if (!resource) throw new Error(`There is no ${type} at ${part}.`);
    resource.addPropertyOverride(path, value);
  };
}

const LAMBDA = 'AWS::Lambda::Function';

describe('a widening is seen when', () => {
  it.each<[string, Change, RegExp]>([
    [
      'a key is not rotated, though its kind is spelt out',
      (app) => {
        const [key] = app.all('AWS::KMS::Key', 'CustomerKey');
        key?.addPropertyOverride('KeySpec', 'SYMMETRIC_DEFAULT');
        key?.addPropertyOverride('EnableKeyRotation', false);
      },
      /^now: is not rotated$/,
    ],
    [
      'the policy of a queue holds for another',
      setting('AWS::SQS::QueuePolicy', 'Queues', ['https://sqs.example/other']),
      /^no longer: holds for \[/,
    ],
    [
      'the policy of a topic holds for none',
      setting('AWS::SNS::TopicPolicy', 'Topics', []),
      /^no longer: holds for \[/,
    ],
    [
      'the function of the canary is shown to everybody',
      setting('Custom::FunctionRegistration', 'OnlyFor', undefined, 'She-Functions-128'),
      /^no longer: shows its functions to .* alone$/,
    ],
    [
      'items are forgotten by an attribute that they lack',
      setting('AWS::DynamoDB::Table', 'TimeToLiveSpecification.AttributeName', 'other', 'Executions'),
      /^no longer: forgets items by ttl$/,
    ],
    [
      'another Lambda may wake itself',
      setting(LAMBDA, 'RecursiveLoop', 'Allow', 'Reconcile'),
      /^now: may wake itself without end$/,
    ],
    [
      'nobody works on a queue any more',
      setting('AWS::Lambda::EventSourceMapping', 'Enabled', false),
      /^now: is switched off$/,
    ],
    [
      'an insight rule does not count',
      setting('AWS::CloudWatch::InsightRule', 'RuleState', 'DISABLED'),
      /^no longer: counts$/,
    ],
    [
      'a version goes with the next one',
      (app) => {
        const [version] = app.all('AWS::Lambda::Version', 'sample/process');
        if (version) version.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
      },
      /^is deleted with the next version/,
    ],
    [
      'a route leads elsewhere',
      setting('AWS::ApiGatewayV2::Route', 'Target', 'integrations/other'),
      /^now: is answered by integrations\/other$/,
    ],
    [
      'what sees data takes the name of what sees none, and is not isolated',
      (app) => {
        app.lambda('process').addPropertyOverride('FunctionName', 'she-sample-configuration');
        app.lambda('process').addPropertyDeletionOverride('TenancyConfig');
      },
      /^now: run with the tenancy of everybody$/,
    ],
    [
      'the tag that seals a function says something else',
      (app) =>
        app.lambda('bundle').addPropertyOverride('Tags', [{ Key: 'smart-hat-engine:sealed', Value: 'no' }]),
      /^now: are without the tag that keeps them sealed$/,
    ],
  ])('%s', (_what, change, sentence) => {
    expect(widened(change)).toContainEqual(expect.stringMatching(sentence));
  });
});
