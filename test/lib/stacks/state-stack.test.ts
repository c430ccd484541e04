import { TABLES } from '../../../lambdas/shared/tables.ts';
import { onlyResource, resourcesOf, stackOf, synthesised } from '../../support/synthesised.ts';

const tableType = 'AWS::DynamoDB::Table';

/** Of the table that holds nothing worth keeping. */
const SLOT_KEYS = ['functionId', 'slot'];
const keysOf = ({ KeySchema }: ReturnType<typeof resourcesOf>[number]['Properties']): readonly string[] =>
  KeySchema.map((key: { AttributeName: string }) => key.AttributeName);

describe('what outlives the code', () => {
  const state = stackOf(synthesised(), 'She-State');
  const production = stackOf(
    synthesised({ config: { production: true, alarmEmail: 'operations@example.org' } }),
    'She-State',
  );

  it('has a table for each definition, with its keys, index and expiry', () => {
    const tables = resourcesOf(state, tableType).map(({ Properties }) => Properties);

    expect(tables).toHaveLength(Object.keys(TABLES).length);
    expect(tables.map(keysOf)).toEqual([
      ['functionId'],
      ['pda', 'functionId'],
      ['pda', 'startedAtId'],
      ['pda'],
      SLOT_KEYS,
      ['stack'],
    ]);
    expect(tables[1]?.GlobalSecondaryIndexes).toEqual([
      {
        IndexName: 'due',
        KeySchema: [
          { AttributeName: 'dueShard', KeyType: 'HASH' },
          { AttributeName: 'dueAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ]);
    const expiring = tables.map(({ TimeToLiveSpecification }) => TimeToLiveSpecification?.AttributeName);
    expect(expiring).toEqual([undefined, undefined, 'ttl', undefined, 'ttl']);
  });

  it('can restore every table to any second, but for the slots, and pays by use', () => {
    const tables = resourcesOf(state, tableType).map(({ Properties }) => Properties);

    const restored = tables.filter(
      (table) => table.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled,
    );
    expect(tables.filter((table) => !restored.includes(table)).map(keysOf)).toEqual([SLOT_KEYS]);
    expect(new Set(tables.map(({ BillingMode }) => BillingMode))).toEqual(new Set(['PAY_PER_REQUEST']));
  });

  it('keeps everything stored when a production stack is deleted', () => {
    const kept = [tableType, 'AWS::KMS::Key', 'AWS::SecretsManager::Secret'];
    const policies = kept.flatMap((type) => resourcesOf(production, type)).map((one) => one.DeletionPolicy);
    const tables = resourcesOf(production, tableType).map(({ Properties }) => Properties);
    const unprotected = tables.filter((table) => table.DeletionProtectionEnabled !== true);

    expect(new Set(policies)).toEqual(new Set(['Retain']));
    expect(unprotected.map(keysOf)).toEqual([SLOT_KEYS]);
  });

  it('lets a trial deployment be deleted without remains', () => {
    const policies = resourcesOf(state, tableType).map(({ DeletionPolicy }) => DeletionPolicy);

    expect(new Set(policies)).toEqual(new Set(['Delete']));
  });

  it('rotates the customer key and that of the tokens', () => {
    const keys = resourcesOf(state, 'AWS::KMS::Key').map(({ Properties }) => Properties.EnableKeyRotation);

    expect(keys).toEqual([true, true]);
  });

  it('generates two keys of more than 256 random bits', () => {
    const secrets = resourcesOf(state, 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties);

    expect(secrets).toHaveLength(2);
    for (const { GenerateSecretString } of secrets)
      expect(GenerateSecretString.PasswordLength * Math.log2(62)).toBeGreaterThan(256);
  });

  it('tells whom the configuration names when an alarm goes off', () => {
    const config = { alarmEmail: 'operations@example.org' };

    const subscribed = onlyResource(stackOf(synthesised({ config }), 'She-State'), 'AWS::SNS::Subscription');

    expect(subscribed.Properties).toMatchObject({ Protocol: 'email', Endpoint: 'operations@example.org' });
    expect(resourcesOf(state, 'AWS::SNS::Subscription')).toEqual([]);
  });
});
