import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ENCRYPTION_CONTEXT } from '../../core/model/encryption-context.ts';

export interface PdaTokensKeyProps {
  readonly alias: string;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Wraps the keys that the tokens of PDAs are sealed with, and nothing else: who may read every table and queue of the
 * engine opens no token by that. Operators make those keys, with credentials of their own.
 */
export class PdaTokensKey extends Construct {
  readonly keyId: string;
  private readonly key: Key;

  constructor(scope: Construct, id: string, props: PdaTokensKeyProps) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      ...props,
      description: 'Keys of the stored tokens of PDAs',
      enableKeyRotation: true,
    });
    this.keyId = this.key.keyArn;
  }

  /** Not `Key.grantDecrypt`, which asks for no encryption context: what was wrapped for another purpose stays shut. */
  grantOpen(grantee: IGrantable): void {
    this.allow(grantee, 'kms:Decrypt');
  }

  /** Making keys to seal tokens with; whoever made one opens what others sealed with theirs no more than before. */
  grantMake(grantee: IGrantable): void {
    this.allow(grantee, 'kms:GenerateDataKey');
  }

  private allow(grantee: IGrantable, action: string): void {
    const conditions = Object.fromEntries(
      Object.entries(ENCRYPTION_CONTEXT).map(([name, value]) => [`kms:EncryptionContext:${name}`, value]),
    );
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [action],
        resources: [this.keyId],
        conditions: { StringEquals: conditions },
      }),
    );
  }
}
