import { type Alarm, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Manifest } from '../../core/model/manifest.ts';
import { metricsNamespace } from '../../core/model/metrics.ts';
import type { StageConfig } from '../config/stage-config.ts';
import type { Alerts } from './alerts.ts';

/** Begins the names of alarms that return a version, behind the deployment's prefix. */
export const ROLLOUT = 'rollout-';

export interface RolloutAlarmProps {
  readonly manifest: Pick<Manifest, 'id' | 'version'>;
  readonly rollout: StageConfig['rollouts'][string];
  readonly namePrefix: string;
  readonly alerts: Alerts;
}

/** Watches a version that some PDAs get before all do; the dimensions of its metric tell which. */
export function alarmOnRollout(scope: Construct, props: RolloutAlarmProps): Alarm {
  const { manifest, rollout, namePrefix, alerts } = props;
  return alerts.on(scope, {
    // The next version must not inherit this one's state: only changes of it are heard.
    name: `${ROLLOUT}${manifest.id}-${manifest.version}`,
    article: 'rollout',
    severity: 'low',
    description: `Version ${manifest.version} of ${manifest.id} failed too often: all PDAs get the former one again.`,
    why: `The stage lets ${rollout.failuresToReturn - 1} runs of a new version fail within five minutes.`,
    threshold: rollout.failuresToReturn - 1,
    metric: new Metric({
      namespace: metricsNamespace(namePrefix),
      metricName: 'CandidateFailures',
      dimensionsMap: { FunctionId: manifest.id, Version: manifest.version },
      statistic: Stats.SUM,
      period: Duration.minutes(5),
    }),
  });
}
