import { type Resource, resourcesOf, synthesised } from '../support/synthesised.ts';

const keyOf: Record<string, (properties: Resource['Properties']) => unknown> = {
  'AWS::DynamoDB::Table': ({ SSESpecification }) => SSESpecification?.KMSMasterKeyId,
  'AWS::SQS::Queue': ({ KmsMasterKeyId }) => KmsMasterKeyId,
  'AWS::Logs::LogGroup': ({ KmsKeyId }) => KmsKeyId,
  'AWS::SNS::Topic': ({ KmsMasterKeyId }) => KmsMasterKeyId,
  'AWS::SecretsManager::Secret': ({ KmsKeyId }) => KmsKeyId,
};

describe('encryption', () => {
  const templates = synthesised();

  it.each(Object.keys(keyOf))('uses the customer key for every %s', (type) => {
    const keys = resourcesOf(templates, type).map(({ Properties }) => keyOf[type]?.(Properties));

    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(JSON.stringify(key)).toMatch(/StateCustomerKey/);
  });

  it.each([
    [{}, 90],
    [{ logRetentionDays: 30 }, 30],
  ])('forgets logs, where a stage says %j, after %d days', (config, days) => {
    const groups = resourcesOf(synthesised({ config }), 'AWS::Logs::LogGroup');

    expect(new Set(groups.map(({ Properties }) => Properties.RetentionInDays))).toEqual(new Set([days]));
  });
});
