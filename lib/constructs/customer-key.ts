import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface CustomerKeyProps {
  readonly alias: string;
  readonly removalPolicy: RemovalPolicy;
}

/** The one key that everything stored is encrypted with, rotated every year. */
export class CustomerKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, props: CustomerKeyProps) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      ...props,
      description: 'Tables, queues, logs and secrets of the Smart HAT Engine',
      enableKeyRotation: true,
    });
    this.letLogGroupsUseIt();
    this.letAlarmsUseIt();
    this.letRulesUseIt();
  }

  private letLogGroupsUseIt(): void {
    const { partition, region, account } = Stack.of(this);
    const logGroups = `arn:${partition}:logs:${region}:${account}:log-group:*`;
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
      }),
    );
  }

  private letAlarmsUseIt(): void {
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  /** Rules put data events of PDAs into their queue, and what they could not deliver into those of dead letters. */
  private letRulesUseIt(): void {
    this.key.addToResourcePolicy(
      new PolicyStatement({
        // Of its own, not one with that of alarms: which services may use the key is looked at one by one.
        sid: 'DataEventsOfPdas',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}
