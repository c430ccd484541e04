import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../security-checks.ts';

export interface EngineSecretProps {
  /** What it is for, and what losing it costs. */
  readonly description: string;
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
}

/** A secret that is generated once and granted to Lambdas alone; people read one of them for `she pda which`, if they may. */
export class EngineSecret extends Construct {
  readonly secretId: string;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, { description, key, removalPolicy }: EngineSecretProps) {
    super(scope, id);
    this.key = key;
    acknowledge(this, 'SMG4', 'another key would orphan what was made with this one');
    this.secretId = new Secret(this, 'Secret', {
      description,
      encryptionKey: key,
      // 64 letters and digits: more than 256 random bits.
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    }).secretArn;
  }

  /** Not `Secret.grantRead`, which names the reader in the key's policy: the key's stack would need the reader's. */
  grantRead(grantee: IGrantable): void {
    const actions = ['secretsmanager:GetSecretValue'];
    Grant.addToPrincipal({ grantee, actions, resourceArns: [this.secretId] });
    this.key.grantDecrypt(grantee);
  }
}
