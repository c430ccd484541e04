import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface AlertsProps {
  readonly key: IKey;
  /** Begins every alarm's name. */
  readonly namePrefix: string;
  /** @default - nobody is subscribed */
  readonly email?: string | undefined;
}

export interface Alert {
  /** Kebab-case. */
  readonly name: string;
  /** `high`: somebody must act now. `low`: somebody must look the same week. */
  readonly severity: 'high' | 'low';
  /** What has happened, as a sentence. */
  readonly description: string;
  /** Alarms on any value above zero. */
  readonly metric: IMetric;
}

/** Where alarms go, and how all of them look. */
export class Alerts extends Construct {
  private readonly topic: Topic;
  private readonly namePrefix: string;

  constructor(scope: Construct, id: string, { key, namePrefix, email }: AlertsProps) {
    super(scope, id);
    this.namePrefix = namePrefix;
    this.topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    // A topic with a policy of its own loses the one that lets this account's alarms in.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));
  }

  /** Adds an alarm, in the stack of `scope`. */
  on(scope: Construct, { name, severity, description, metric }: Alert): void {
    const alarm = new Alarm(scope, `${name}-alarm`, {
      alarmName: `${this.namePrefix}-${name}`,
      alarmDescription: `${severity}: ${description}`,
      metric,
      threshold: 0,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
