import { CfnInsightRule, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { logGroupName } from './private-log-group.ts';

export interface InsightsProps {
  readonly namePrefix: string;
}

interface Ranking {
  /** Kebab-case. */
  readonly name: string;
  /** The Lambdas whose logs are read. */
  readonly logs: readonly string[];
  /** Members of a line that tell contributors apart. */
  readonly keys: readonly string[];
  /** Which lines count: a member, and what it may be. */
  readonly where: readonly (readonly [member: string, values: readonly string[]])[];
}

/** Functions whose runs fail by their own fault, by version. */
export const FAILING_FUNCTIONS = 'failing-functions';
/** PDAs, by their pseudonyms, that do not answer or refuse. */
export const FAILING_PDAS = 'failing-pdas';
/** Where the engine's own faults come from. */
export const FAULTY_PLACES = 'faulty-places';

const RANKINGS: readonly Ranking[] = [
  {
    name: FAILING_FUNCTIONS,
    logs: ['executor'],
    keys: ['functionId', 'version'],
    where: [['FaultOf', ['function']]],
  },
  { name: FAILING_PDAS, logs: ['executor'], keys: ['pdaGroup'], where: [['FaultOf', ['pda']]] },
  {
    name: FAULTY_PLACES,
    logs: ['api', 'dispatcher', 'executor', 'reconcile'],
    keys: ['service', 'errorName'],
    where: [['event', ['internal error']]],
  },
];

/**
 * Who is behind what the metrics count: rankings that CloudWatch keeps by reading the log. As dimensions of a metric,
 * thousands of functions and millions of PDAs would each be paid for.
 */
export class Insights extends Construct {
  private readonly namePrefix: string;

  constructor(scope: Construct, id: string, { namePrefix }: InsightsProps) {
    super(scope, id);
    this.namePrefix = namePrefix;
    for (const { name, logs, keys, where } of RANKINGS)
      new CfnInsightRule(this, name, {
        ruleName: this.ruleName(name),
        ruleState: 'ENABLED',
        ruleBody: JSON.stringify({
          Schema: { Name: 'CloudWatchLogRule', Version: 1 },
          LogGroupNames: logs.map((log) => logGroupName(namePrefix, log)),
          LogFormat: 'JSON',
          Contribution: {
            Keys: keys.map((key) => `$.${key}`),
            Filters: where.map(([member, values]) => ({ Match: `$.${member}`, In: values })),
          },
          AggregateOn: 'Count',
        }),
      });
  }

  ruleName(ranking: string): string {
    return `${this.namePrefix}-${ranking}`;
  }

  /** How often the first of a ranking was told of, within five minutes. */
  most(ranking: string): MathExpression {
    return this.metric(ranking, 'MaxContributorValue');
  }

  /** How many PDAs failed within five minutes. */
  failingPdas(): MathExpression {
    return this.metric(FAILING_PDAS, 'UniqueContributors');
  }

  private metric(ranking: string, name: string): MathExpression {
    return new MathExpression({
      expression: `INSIGHT_RULE_METRIC('${this.ruleName(ranking)}', '${name}')`,
      period: Duration.minutes(5),
      label: ranking,
    });
  }
}
