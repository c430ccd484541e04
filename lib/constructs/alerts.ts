import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { isFunctionsStack } from '../sharding.ts';

export interface AlertsProps {
  readonly key: IKey;
  /** Begins every alarm's name. */
  readonly namePrefix: string;
  /** Where docs/runbook.md is read. */
  readonly runbookUrl: string;
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
  /** Why it goes off there and not earlier or later, as a sentence. */
  readonly why: string;
  /** What is watched, over which period. */
  readonly metric: IMetric;
  /**
   * Goes off above it; with `below`, below it.
   * @default 0
   */
  readonly threshold?: number;
  /** @default false */
  readonly below?: boolean;
  /**
   * Periods of the metric in a row.
   * @default 1
   */
  readonly evaluationPeriods?: number;
  /**
   * Whether it goes off when nothing is measured, too.
   * @default false
   */
  readonly silenceAlarms?: boolean;
  /**
   * Article of the runbook that tells what to do, for several alarms that need the same.
   * @default - the alarm's own name
   */
  readonly article?: string;
}

/** Where alarms go, and how all of them look. */
export class Alerts extends Construct {
  private readonly topic: Topic;
  private readonly props: AlertsProps;
  private readonly deployed: { readonly alarmName: string; readonly stackName: string }[] = [];

  constructor(scope: Construct, id: string, props: AlertsProps) {
    super(scope, id);
    this.props = props;
    const { key, email } = props;
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

  /** Names of the alarms so far that do not come and go with functions: a function changes its own stack alone. */
  get lasting(): readonly string[] {
    return this.deployed
      .filter(({ stackName }) => !isFunctionsStack(stackName))
      .map(({ alarmName }) => alarmName);
  }

  /** Adds an alarm, in the stack of `scope`. Its description is all that whoever is called sees at first. */
  on(scope: Construct, alert: Alert): Alarm {
    const { name, severity, description, why, metric, article = name } = alert;
    const alarmName = `${this.props.namePrefix}-${name}`;
    const alarm = new Alarm(scope, `${name}-alarm`, {
      alarmName,
      alarmDescription: `${severity}: ${description} ${why} ${this.props.runbookUrl}#${article}`,
      metric,
      threshold: alert.threshold ?? 0,
      evaluationPeriods: alert.evaluationPeriods ?? 1,
      comparisonOperator: alert.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: alert.silenceAlarms ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    this.deployed.push({ alarmName, stackName: Stack.of(scope).stackName });
    return alarm;
  }
}
