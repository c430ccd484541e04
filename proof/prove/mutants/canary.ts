import { Aws } from 'aws-cdk-lib/core';
import type { Deployment } from './deployment.ts';
import type { Mutant } from './mutant.ts';

const ROLE = 'AWS::IAM::Role';
const BEAT = 'She-Canary/Beat';
const PDA = 'She-Canary/Pda/Lambda';

/** Gives a role one more statement. */
function grant(app: Deployment, part: string, statement: Readonly<Record<string, unknown>>): void {
  const PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] };
  app.set(ROLE, 'Policies', [{ PolicyName: 'Mutant', PolicyDocument }], part);
}

const table = (app: Deployment) => app.only('AWS::DynamoDB::Table', 'Tables/Pdas').getAtt('Arn');
const tokensKey = (app: Deployment) => app.only('AWS::KMS::Key', 'PdaTokensKey').getAtt('Arn');

/** A condition on whose registration is stored. */
const about = (...names: readonly unknown[]) => ({
  Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': names } },
});
const ofCanary = (app: Deployment) => {
  const { ref } = app.only('AWS::ApiGatewayV2::Api', 'She-Canary');
  return `${ref}.execute-api.${Aws.REGION}.amazonaws.com`;
};

const mutant = (name: string, claim: string, change: Mutant['change']): Mutant => ({
  ...{ name, canary: true, change },
  caughtBy: [claim],
});
const registering = (name: string, change: Mutant['change']) =>
  mutant(name, 'only-operators-register-pdas', change);
const opening = (name: string, change: Mutant['change']) =>
  mutant(name, 'only-who-speaks-with-pdas-opens-their-tokens', change);

/** A canary that is more than a made-up person with a PDA of its own. */
export const CANARY_MUTANTS: readonly Mutant[] = [
  registering('a canary that registers any PDA', (app) =>
    grant(app, BEAT, { Action: 'dynamodb:PutItem', Resource: table(app) }),
  ),
  registering("a canary that registers somebody else's PDA, too", (app) =>
    grant(app, BEAT, { Action: 'dynamodb:PutItem', Resource: table(app), ...about('alice.example') }),
  ),
  registering('a canary whose permission is about two PDAs', (app) => {
    const store = { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: table(app) };
    const Statement = [{ ...store, ...about(ofCanary(app), 'alice.example') }];
    app.set('AWS::IAM::Policy', 'PolicyDocument', { Version: '2012-10-17', Statement }, BEAT);
  }),
  registering('a canary that moves PDAs', (app) =>
    grant(app, BEAT, { Action: 'dynamodb:UpdateItem', Resource: table(app) }),
  ),
  registering('a PDA of the canary that registers itself', (app) =>
    grant(app, PDA, { Action: 'dynamodb:PutItem', Resource: table(app), ...about(ofCanary(app)) }),
  ),
  opening('a canary that opens the tokens of PDAs', (app) =>
    grant(app, BEAT, { Action: 'kms:Decrypt', Resource: tokensKey(app) }),
  ),
  opening('a canary that makes keys for whatever it likes', (app) =>
    grant(app, BEAT, { Action: 'kms:GenerateDataKey', Resource: tokensKey(app) }),
  ),
  opening('a PDA of the canary that makes keys for tokens', (app) =>
    grant(app, PDA, { Action: 'kms:GenerateDataKey', Resource: tokensKey(app) }),
  ),
  mutant('a canary that reads where nobody knows', 'engine-given-nothing-foreign', (app) =>
    app.set('AWS::Lambda::Function', 'Environment.Variables.MANAGEMENT_API_URL', 'https://api.example', BEAT),
  ),
];
