import type { Deployment } from './deployment.ts';
import type { Mutant } from './mutant.ts';

const TABLE = 'AWS::DynamoDB::Table';
const ROLE = 'AWS::IAM::Role';

/** Gives a role one more statement about the table of PDAs. */
function grant(app: Deployment, part: string, statement: Readonly<Record<string, unknown>>): void {
  const Resource = app.only(TABLE, 'Tables/Pdas').getAtt('Arn');
  const PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource, ...statement }] };
  app.set(ROLE, 'Policies', [{ PolicyName: 'Mutant', PolicyDocument }], part);
}

const mutant = (name: string, change: Mutant['change']): Mutant => ({
  name,
  caughtBy: ['only-operators-register-pdas'],
  change,
});

/** Registrations of PDAs, changed by whom they are not for. */
export const PDA_REGISTRATION_MUTANTS: readonly Mutant[] = [
  mutant('an executor that registers PDAs', (app) => grant(app, 'Executor', { Action: 'dynamodb:PutItem' })),
  mutant('an executor that moves PDAs', (app) => grant(app, 'Executor', { Action: 'dynamodb:UpdateItem' })),
  mutant('an executor that moves PDAs, as if it changed tokens alone', (app) =>
    grant(app, 'Executor', {
      Action: 'dynamodb:UpdateItem',
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pda', 'sealedToken', 'url'] } },
    }),
  ),
  mutant('an executor that lists PDAs', (app) => grant(app, 'Executor', { Action: 'dynamodb:Scan' })),
  mutant('an API that changes tokens', (app) =>
    grant(app, 'She-Api', {
      Action: 'dynamodb:UpdateItem',
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pda', 'sealedToken'] } },
    }),
  ),
  mutant('a dispatcher that knows who is registered', (app) =>
    grant(app, 'Dispatcher', { Action: 'dynamodb:GetItem' }),
  ),
  mutant('no table of PDAs', (app) => app.only(TABLE, 'Tables/Pdas').overrideLogicalId('TablesOthers')),
];
