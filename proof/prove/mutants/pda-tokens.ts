import type { Deployment } from './deployment.ts';
import type { Mutant } from './mutant.ts';

const CLAIM = 'only-who-speaks-with-pdas-opens-their-tokens';
const KEY = 'AWS::KMS::Key';
const ROLE = 'AWS::IAM::Role';

/** Gives a role one more statement about the key of the tokens. */
function grant(app: Deployment, part: string, statement: Readonly<Record<string, unknown>>): void {
  const Resource = app.only(KEY, 'PdaTokensKey').getAtt('Arn');
  const PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource, ...statement }] };
  app.set(ROLE, 'Policies', [{ PolicyName: 'Mutant', PolicyDocument }], part);
}

const mutant = (name: string, change: Mutant['change'], ...others: readonly string[]): Mutant => ({
  name,
  caughtBy: [CLAIM, ...others],
  change,
});

/** Tokens of PDAs, opened by whom they are not for. */
export const PDA_TOKEN_MUTANTS: readonly Mutant[] = [
  mutant('a dispatcher that opens the tokens of PDAs', (app) =>
    grant(app, 'Dispatcher', { Action: 'kms:Decrypt' }),
  ),
  mutant('a reconcile that opens what every key has wrapped', (app) =>
    grant(app, 'Reconcile', { Action: 'kms:Decrypt', Resource: '*' }),
  ),
  mutant('a dispatcher that opens tokens for their purpose', (app) =>
    grant(app, 'Dispatcher', {
      Action: 'kms:Decrypt',
      Condition: { StringEquals: { 'kms:EncryptionContext:purpose': 'pda-tokens' } },
    }),
  ),
  mutant('an executor that opens whatever the key of the tokens has wrapped', (app) =>
    grant(app, 'Executor', { Action: 'kms:Decrypt' }),
  ),
  mutant('an executor that makes keys for tokens', (app) =>
    grant(app, 'Executor', { Action: 'kms:GenerateDataKey' }),
  ),
  mutant('an API that wraps the keys of tokens anew', (app) =>
    grant(app, 'She-Api', { Action: 'kms:ReEncryptFrom' }),
  ),
  mutant(
    'a key of the tokens that another account may use',
    (app) =>
      app.set(
        KEY,
        'KeyPolicy.Statement.1',
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::999988887777:root' },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
        'PdaTokensKey',
      ),
    'engine-given-nothing-foreign',
  ),
  mutant('no key of the tokens of their own', (app) =>
    app.only(KEY, 'PdaTokensKey').overrideLogicalId('StateKey'),
  ),
];
