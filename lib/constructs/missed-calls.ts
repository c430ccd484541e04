import type { CfnRule, IRuleRef, IRuleTarget } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, type LambdaFunctionProps } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Alerts } from './alerts.ts';
import { DeadLetters } from './dead-letters.ts';

export interface MissedCallsProps {
  /** Kebab-case, for the alarm. */
  readonly name: string;
  readonly key: IKey;
  readonly alerts: Alerts;
}

/**
 * Calls of the engine's Lambdas for whose answer nobody waits, and that came to nothing: by a clock, an alarm, a
 * deployment.
 */
export class MissedCalls extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { name, key, alerts }: MissedCallsProps) {
    super(scope, id);
    const description = 'A Lambda of the engine was called, and the call was given up.';
    const alert = { name, description, article: 'missed-calls' };
    this.queue = new DeadLetters(this, 'Letters', { key, alerts, alert }).queue;
  }

  /** A Lambda as what a rule calls; what EventBridge cannot hand to it comes here. */
  caught(lambda: IFunction, options: LambdaFunctionProps): IRuleTarget {
    return {
      bind: (rule, id) => {
        letUndeliveredIn(this.queue, rule);
        const deadLetterConfig: CfnRule.DeadLetterConfigProperty = { arn: this.queue.queueArn };
        return { ...new LambdaFunction(lambda, options).bind(rule, id), deadLetterConfig };
      },
    };
  }
}

/** Lets EventBridge put into a queue what a rule could not deliver. CDK's own policy would not name the account. */
export function letUndeliveredIn(queue: IQueue, rule: IRuleRef): void {
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: {
        ArnEquals: { 'aws:SourceArn': rule.ruleRef.ruleArn },
        StringEquals: { 'aws:SourceAccount': Stack.of(queue).account },
      },
    }),
  );
}
