import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { CanaryBeat } from '../constructs/canary-beat.ts';
import { CanaryPda } from '../constructs/canary-pda.ts';
import type { EngineState } from '../constructs/engine-state.ts';
import type { LambdaBundles } from '../packaging/bundle-lambdas.ts';

/** Of the canary's function: beyond those that lock.json gives, so that no owner's function is ever beside it. */
export const CANARY_SHARD = 128;

export interface CanaryStackProps extends StackProps {
  readonly state: EngineState;
  /** Of the management API, without a slash at its end. */
  readonly apiEndpoint: string;
  readonly bundles: Pick<LambdaBundles, 'canary' | 'canary-pda'>;
}

/** `She-Canary`: a made-up person that tries the engine every five minutes; her function is in `She-Functions-128`. */
export class CanaryStack extends Stack {
  /** Name of her PDA. */
  readonly pda: string;

  constructor(scope: Construct, id: string, { state, apiEndpoint, bundles, ...props }: CanaryStackProps) {
    super(scope, id, props);
    const pda = new CanaryPda(this, 'Pda', { bundle: bundles['canary-pda'], state });
    new CanaryBeat(this, 'Beat', { bundle: bundles.canary, state, pda, apiEndpoint });
    this.pda = pda.name;
    new CfnOutput(this, 'CanaryPda', { value: pda.name });
  }
}
