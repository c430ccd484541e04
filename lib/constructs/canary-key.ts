import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** Signs the tokens of the canary's PDA. It never leaves KMS; losing it costs a beat. */
export class CanaryKey extends Construct {
  readonly keyId: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const key = new Key(this, 'Key', {
      description: "Signs the tokens of the canary's PDA",
      keySpec: KeySpec.RSA_2048,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.keyId = key.keyArn;
  }

  grantSign(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['kms:Sign'], resourceArns: [this.keyId] });
  }

  grantVerify(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['kms:GetPublicKey'], resourceArns: [this.keyId] });
  }
}
