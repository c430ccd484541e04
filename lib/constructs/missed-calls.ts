import type { CfnRule, IRuleTarget } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, type LambdaFunctionProps } from 'aws-cdk-lib/aws-events-targets';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alerts } from './alerts.ts';
import { DeadLetters } from './dead-letters.ts';
import { letRuleSend } from './let-rule-send.ts';

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
        letRuleSend(this.queue, rule);
        const deadLetterConfig: CfnRule.DeadLetterConfigProperty = { arn: this.queue.queueArn };
        return { ...new LambdaFunction(lambda, options).bind(rule, id), deadLetterConfig };
      },
    };
  }
}
