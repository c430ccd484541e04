import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRule, EventBus } from 'aws-cdk-lib/aws-events';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Alerts } from './alerts.ts';
import { letRuleSend } from './let-rule-send.ts';
import type { WorkQueue } from './work-queue.ts';

export interface PdaEventsProps {
  /** Others than the engine's own from which PDAs may send. */
  readonly accounts: readonly string[];
  /** Takes what they tell; its dead letters take what EventBridge could not put there. */
  readonly dataEvents: WorkQueue;
  readonly alerts: Alerts;
}

/** Its own, since CloudFormation would tell the bus along with a name that it made up. */
const RULE = 'data-saved';

/** What a PDA sends has these; everything else on the bus is left alone. */
export const DATA_SAVED = { source: ['smart-hat-pda'], 'detail-type': ['Data Saved'] };

/**
 * The way in for the data events of PDAs that are on AWS: a bus of its own, and a rule that puts the `detail` of each
 * into the queue. Nothing reads it on the way, so that what is malformed ends where the dispatcher puts it.
 */
export class PdaEvents extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { accounts, dataEvents, alerts }: PdaEventsProps) {
    super(scope, id);
    const { queue, deadLetters } = dataEvents;
    this.bus = new EventBus(this, 'Bus');
    for (const account of accounts) this.letSend(account);
    const rule = new CfnRule(this, 'DataSaved', {
      eventBusName: this.bus.eventBusName,
      name: RULE,
      eventPattern: DATA_SAVED,
      state: 'ENABLED',
      targets: [
        {
          ...{ id: 'DataEvents', arn: queue.queueArn, inputPath: '$.detail' },
          deadLetterConfig: { arn: deadLetters.queueArn },
        },
      ],
    });
    for (const each of [queue, deadLetters]) letRuleSend(each, rule);
    alerts.on(this, {
      name: 'pda-events-undelivered',
      severity: 'high',
      description: 'EventBridge could not put data events of PDAs into their queue; they are dead letters.',
      why: 'Each was tried for a day, or is not allowed at all: until it is redriven, no function hears of that data.',
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'FailedInvocations',
        dimensionsMap: { EventBusName: this.bus.eventBusName, RuleName: RULE },
        statistic: 'Sum',
      }),
    });
  }

  /** Only what the rule asks for, so that an account cannot fill the bus with anything else. */
  private letSend(account: string): void {
    this.bus.addToResourcePolicy(
      new PolicyStatement({
        sid: `PdasOf${account}`,
        principals: [new AccountPrincipal(account)],
        actions: ['events:PutEvents'],
        resources: [this.bus.eventBusArn],
        conditions: {
          StringEquals: {
            'events:source': DATA_SAVED.source,
            'events:detail-type': DATA_SAVED['detail-type'],
          },
        },
      }),
    );
  }
}
