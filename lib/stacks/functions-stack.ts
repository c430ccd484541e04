import { Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { type Seal, SealedFunction } from '../constructs/sealed-function.ts';
import { functionsStackName, type Shard } from '../sharding.ts';

export interface FunctionsStackProps extends StackProps {
  readonly shard: Shard;
  readonly namePrefix: string;
  readonly seal: Seal;
}

/** `She-Functions-NNN`: the functions of one shard. */
export class FunctionsStack extends Stack {
  constructor(scope: Construct, { shard, namePrefix, seal, ...props }: FunctionsStackProps) {
    super(scope, functionsStackName(shard.number), props);
    for (const registered of shard.functions) new SealedFunction(this, { registered, namePrefix, seal });
  }
}
