import { TABLES } from '../../../lambdas/shared/tables.ts';
import { onlyResource, resourcesOf, stackOf, synthesised } from '../../support/synthesised.ts';

const tableType = 'AWS::DynamoDB::Table';

describe('what outlives the code', () => {
  const state = stackOf(synthesised(), 'She-State');
  const production = stackOf(
    synthesised({ config: { production: true, alarmEmail: 'operations@example.org' } }),
    'She-State',
  );

  it('has a table for each definition, with its keys, index and expiry', () => {
    const tables = resourcesOf(state, tableType).map(({ Properties }) => Properties);

    expect(tables).toHaveLength(Object.keys(TABLES).length);
    expect(
      tables.map(({ KeySchema }) => KeySchema.map((key: { AttributeName: string }) => key.AttributeName)),
    ).toEqual([
      ['functionId'],
      ['pda', 'functionId'],
      ['pda', 'startedAtId'],
      ['pda'],
      ['functionId', 'slot'],
    ]);
    expect(tables[1]?.GlobalSecondaryIndexes).toEqual([
      {
        IndexName: 'due',
        KeySchema: [
          { AttributeName: 'dueShard', KeyType: 'HASH' },
          { AttributeName: 'dueAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ]);
    const expiring = tables.map(({ TimeToLiveSpecification }) => TimeToLiveSpecification?.AttributeName);
    expect(expiring).toEqual([undefined, undefined, 'ttl', undefined, 'ttl']);
  });

  it('can restore every table to any second and pays by use', () => {
    for (const { Properties } of resourcesOf(state, tableType)) {
      expect(Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true);
      expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
    }
  });

  it('keeps everything stored when a production stack is deleted', () => {
    const kept = [tableType, 'AWS::KMS::Key', 'AWS::SecretsManager::Secret'];
    const policies = kept.flatMap((type) => resourcesOf(production, type)).map((one) => one.DeletionPolicy);
    const protections = resourcesOf(production, tableType).map(
      ({ Properties }) => Properties.DeletionProtectionEnabled,
    );

    expect(new Set(policies)).toEqual(new Set(['Retain']));
    expect(new Set(protections)).toEqual(new Set([true]));
  });

  it('lets a trial deployment be deleted without remains', () => {
    const policies = resourcesOf(state, tableType).map(({ DeletionPolicy }) => DeletionPolicy);

    expect(new Set(policies)).toEqual(new Set(['Delete']));
  });

  it('rotates the customer key', () => {
    expect(onlyResource(state, 'AWS::KMS::Key').Properties.EnableKeyRotation).toBe(true);
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
