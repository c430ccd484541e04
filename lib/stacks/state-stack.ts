import { Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config/stage-config.ts';
import { EngineState } from '../constructs/engine-state.ts';
import { MonthlyBudget } from '../constructs/monthly-budget.ts';

export interface StateStackProps extends StackProps {
  readonly config: StageConfig;
}

/** `She-State`: what must outlive the engine's code. */
export class StateStack extends Stack {
  readonly state: EngineState;

  constructor(scope: Construct, id: string, props: StateStackProps) {
    super(scope, id, props);
    this.state = new EngineState(this, 'State', props.config);
    const { namePrefix, monthlyBudgetUsd: usd, alarmEmail: email } = props.config;
    if (usd !== undefined && email !== undefined)
      new MonthlyBudget(this, 'Spending', { namePrefix, usd, email });
  }
}
