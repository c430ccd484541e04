import { createHash } from 'node:crypto';
import { CfnFunction, type CfnFunctionProps, CfnVersion } from 'aws-cdk-lib/aws-lambda';
import { CfnDeletionPolicy, type CfnResource, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { RegisteredFunction } from '../../functions-registry/registry.ts';
import { OutdirCode } from '../packaging/outdir-code.ts';
import { SEALED_TAG } from '../sealed-tag.ts';

/** What every function shares; with it, a function reaches nothing and nobody. */
export interface Seal {
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly roleArn: string;
}

export interface SealedFunctionProps {
  readonly registered: RegisteredFunction;
  readonly namePrefix: string;
  readonly seal: Seal;
}

export type Call = 'process' | 'bundle' | 'configuration';

/** Runtime patches arrive with the next reviewed version of the function, not behind its back. */
const ON_FUNCTION_UPDATE = { updateRuntimeOn: 'FunctionUpdate' };

/** The three Lambdas of a registered function, each with an immutable version. */
export class SealedFunction extends Construct {
  readonly registered: RegisteredFunction;
  /** Number of each call's version. */
  readonly versions: Readonly<Record<Call, string>>;
  private readonly props: SealedFunctionProps;
  private readonly code: CfnFunction.CodeProperty;

  constructor(scope: Construct, props: SealedFunctionProps) {
    super(scope, props.registered.manifest.id);
    this.props = props;
    this.registered = props.registered;
    const { bucketName, objectKey } = OutdirCode.zip(props.registered.codeHash).locate(this);
    this.code = { s3Bucket: bucketName, s3Key: objectKey };
    this.versions = {
      process: this.addCall('process', ''),
      bundle: this.addCall('bundle', '-bundle'),
      configuration: this.addCall('configuration', '-configuration'),
    };
  }

  private addCall(call: Call, suffix: string): string {
    const { registered, namePrefix, seal } = this.props;
    const frozen = frozenProps(registered, call);
    const lambda = new CfnFunction(this, call, {
      ...frozen,
      functionName: `${namePrefix}-${registered.manifest.id}${suffix}`,
      code: this.code,
      role: seal.roleArn,
      vpcConfig: { subnetIds: [...seal.subnetIds], securityGroupIds: [seal.securityGroupId] },
      runtimeManagementConfig: ON_FUNCTION_UPDATE,
      tags: [SEALED_TAG],
    });
    settleLogicalId(lambda);
    return this.addVersion(call, lambda, digest(registered.codeHash, frozen));
  }

  /** CloudFormation publishes a version once for each logical id, so the id follows what the version freezes. */
  private addVersion(call: Call, lambda: CfnFunction, frozen: string): string {
    const version = new CfnVersion(this, `${call}-${frozen}`, {
      functionName: lambda.ref,
      codeSha256: Buffer.from(this.props.registered.codeHash, 'hex').toString('base64'),
      runtimePolicy: ON_FUNCTION_UPDATE,
    });
    settleLogicalId(version);
    // Unless the deployment that made it is rolled back: Lambda would publish no other of the same code, and the next
    // deployment would fail on it.
    version.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
    version.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
    return version.attrVersion;
  }
}

/** The id that CDK gives it, worked out once: CDK works it out again wherever it is named. */
function settleLogicalId(resource: CfnResource): void {
  resource.overrideLogicalId(Stack.of(resource).getLogicalId(resource));
}

function frozenProps({ manifest }: RegisteredFunction, call: Call): Omit<CfnFunctionProps, 'code' | 'role'> {
  return {
    runtime: manifest.runtime,
    handler: manifest.handlers[call],
    architectures: [manifest.architecture],
    memorySize: manifest.memory,
    timeout: manifest.timeout,
    ephemeralStorage: { size: manifest.ephemeralStorage },
    // The configuration call takes no input and is made only at deployment: no person is near it.
    ...(call === 'configuration' ? {} : { tenancyConfig: { tenantIsolationMode: 'PER_TENANT' } }),
  };
}

function digest(codeHash: string, frozen: object): string {
  return createHash('sha256')
    .update(codeHash + JSON.stringify(frozen))
    .digest('hex')
    .slice(0, 12);
}
