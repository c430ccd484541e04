import {
  ConcreteWidget,
  GraphWidget,
  type IMetric,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Aws } from 'aws-cdk-lib/core';

/** Of the 24 columns that a dashboard has. */
export const FULL = 24;
const HEIGHT = 6;

export interface Plot {
  readonly title: string;
  readonly metrics: readonly IMetric[];
  /** Columns. */
  readonly width: number;
  /** @default - whatever the metrics are */
  readonly unit?: string;
  /** @default false */
  readonly stacked?: boolean;
}

/** A question, over the widgets that answer it. */
export function question(words: string): TextWidget {
  return new TextWidget({ markdown: `## ${words}`, width: FULL, height: 1 });
}

export function plot({ title, metrics, width, unit, stacked = false }: Plot): GraphWidget {
  return new GraphWidget({
    ...{ title, width, height: HEIGHT, stacked, left: [...metrics] },
    leftYAxis: { min: 0, showUnits: false, ...(unit === undefined ? {} : { label: unit }) },
  });
}

/** The sums over the time that is looked at. */
export function totals({ title, metrics, width }: Plot): SingleValueWidget {
  return new SingleValueWidget({
    ...{ title, width, height: HEIGHT, metrics: [...metrics] },
    setPeriodToTimeRange: true,
  });
}

/** Whoever leads a ranking of Contributor Insights; CDK knows no widget for it. */
export class RankingWidget extends ConcreteWidget {
  private readonly title: string;
  private readonly ruleName: string;

  constructor(title: string, ruleName: string, width: number) {
    super(width, HEIGHT);
    this.title = title;
    this.ruleName = ruleName;
  }

  override toJson(): unknown[] {
    const insightRule = { maxContributorCount: 10, orderBy: 'Sum', ruleName: this.ruleName };
    const properties = { title: this.title, region: Aws.REGION, period: 300, insightRule };
    return [
      {
        ...{ type: 'metric', width: this.width, height: this.height, x: this.x, y: this.y },
        properties: { ...properties, legend: { position: 'bottom' } },
      },
    ];
  }
}

/** An alarm's graph and state, by its name, wherever it is deployed. */
export class AlarmGraph extends ConcreteWidget {
  private readonly title: string;
  private readonly alarmName: string;

  constructor(title: string, alarmName: string, width: number) {
    super(width, HEIGHT);
    this.title = title;
    this.alarmName = alarmName;
  }

  override toJson(): unknown[] {
    const annotations = { alarms: [alarmArn(this.alarmName)] };
    return [
      {
        ...{ type: 'metric', width: this.width, height: this.height, x: this.x, y: this.y },
        properties: { title: this.title, region: Aws.REGION, view: 'timeSeries', annotations, yAxis: {} },
      },
    ];
  }
}

/** All alarms at a glance. */
export class AlarmBoard extends ConcreteWidget {
  private readonly names: () => readonly string[];

  /** @param names asked at the end of synthesis, when every stack has added its own */
  constructor(names: () => readonly string[]) {
    super(FULL, 5);
    this.names = names;
  }

  override toJson(): unknown[] {
    return [
      {
        ...{ type: 'alarm', width: this.width, height: this.height, x: this.x, y: this.y },
        properties: { title: 'Alarms', alarms: this.names().map(alarmArn) },
      },
    ];
  }
}

function alarmArn(name: string): string {
  return `arn:${Aws.PARTITION}:cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:${name}`;
}
