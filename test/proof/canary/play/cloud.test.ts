import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { startCloud } from '../../../../proof/canary/play/cloud.ts';
import { Evidence } from '../../../../proof/canary/play/evidence.ts';

describe('the AWS services without an emulator', () => {
  it('hear what is published as a metric', async () => {
    const evidence = new Evidence();
    const cloud = await startCloud(evidence, {});
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const client = new CloudWatchClient({
      ...{ endpoint: cloud.url, region: 'eu-west-1', credentials },
      maxAttempts: 1,
    });
    const metric = { MetricName: 'said', Value: 1, Dimensions: [{ Name: 'said', Value: 'what was said' }] };

    await client
      .send(new PutMetricDataCommand({ Namespace: 'she', MetricData: [metric] }))
      .catch(() => undefined);

    cloud.close();
    client.destroy();
    expect(evidence.of('metrics').map(({ bytes }) => bytes.includes('what was said'))).toEqual([true]);
    expect(evidence.of('other AWS services')).toEqual([]);
  });
});
