import { readFileSync } from 'node:fs';
import { everyAction } from '../../proof/prove/iam/actions.ts';
import { ANY, evaluate } from '../../proof/prove/iam/evaluate.ts';
import { readPolicy } from '../../proof/prove/iam/policy.ts';

const policy = readPolicy(JSON.parse(readFileSync('policies/prune.json', 'utf8')), 'prune');
const LAMBDA = 'arn:aws:lambda:eu-west-1:111122223333:function';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1';
const STATE = 'She-State-StateTables';

function isAllowed(
  action: string,
  resource: string | typeof ANY,
  facts: Readonly<Record<string, string>> = {},
) {
  const context = new Map(
    Object.entries(facts).map(([key, value]) => [key.toLowerCase(), { value }] as const),
  );
  return evaluate({ identity: policy }, { action, resource, context }) === 'allowed';
}

describe('the role that prunes', () => {
  it('may do what the command needs, and nothing else', async () => {
    const facts = {
      'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com',
      'kms:EncryptionContext:aws:dynamodb:tableName': `${STATE}Catalogue-1`,
    };

    const may = (await everyAction()).filter((action) => isAllowed(action, ANY, facts));

    expect(may.toSorted()).toEqual([
      'cloudformation:DescribeStacks',
      'dynamodb:Scan',
      'kms:Decrypt',
      'lambda:DeleteFunction',
      'lambda:GetAccountSettings',
      'lambda:ListVersionsByFunction',
    ]);
  });

  it('deletes versions of functions, never a function, and nothing of the engine', () => {
    const names = ['she-coach:7', 'she-coach', 'She-Orchestrator-Executor:7'];

    const may = names.map((name) => isAllowed('lambda:DeleteFunction', `${LAMBDA}:${name}`));

    expect(may).toEqual([true, false, false]);
  });

  it('reads the catalogue, no table that knows people', () => {
    const tables = [`${STATE}CatalogueTable69-1`, `${STATE}PdasTable42-1`];
    const decrypts = (table: string) =>
      isAllowed('kms:Decrypt', KEY, {
        'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com',
        'kms:EncryptionContext:aws:dynamodb:tableName': table,
      });

    const scans = tables.map((table) =>
      isAllowed('dynamodb:Scan', `arn:aws:dynamodb:eu-west-1:111122223333:table/${table}`),
    );

    expect(scans).toEqual([true, false]);
    expect(tables.map(decrypts)).toEqual([true, false]);
  });
});
