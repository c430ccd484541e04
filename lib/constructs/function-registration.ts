import { CfnResource } from 'aws-cdk-lib/core';
import { Construct, type IDependable } from 'constructs';
import type { StageConfig } from '../config/stage-config.ts';
import { RegistrationPackages } from '../packaging/registration-packages.ts';
import type { SealedFunction } from './sealed-function.ts';

export interface FunctionRegistrationProps {
  readonly functions: readonly SealedFunction[];
  /** ARN of the registrar. */
  readonly registrar: string;
  readonly rollouts: StageConfig['rollouts'];
  /** A PDA: nobody else sees or runs the functions. */
  readonly onlyFor?: string;
  /**
   * What must be there before a new version may run.
   * @default - the versions alone
   */
  readonly after?: readonly IDependable[];
}

/** Above the 15 minutes that the registrar may take, and the 10 minutes for which Lambda may keep its request; seconds. */
export const SERVICE_TIMEOUT = 1_800;

/** `-c registerAgain=…`: whatever it says, saying something else registers everything once more. */
const REGISTER_AGAIN = 'registerAgain';

/**
 * Makes the registrar register the functions of a stack, as the last thing that a deployment of the stack does: what
 * fails after it would have to be undone. Its id stays: CloudFormation would delete the former one after the new one was
 * made, which withdraws the functions.
 */
export class FunctionRegistration extends Construct {
  constructor(scope: Construct, id: string, props: FunctionRegistrationProps) {
    super(scope, id);
    const { functions, registrar, onlyFor, after = [] } = props;
    const packages = new RegistrationPackages(functions.map(({ registered }) => registered));
    const { bucketName, objectKey } = packages.locate(this);
    const again: unknown = this.node.tryGetContext(REGISTER_AGAIN);
    const resource = new CfnResource(this, 'Resource', {
      type: 'Custom::FunctionRegistration',
      properties: {
        ServiceToken: registrar,
        ServiceTimeout: SERVICE_TIMEOUT,
        Packages: { Bucket: bucketName, Key: objectKey, Hash: packages.hash },
        Functions: Object.fromEntries(functions.map((one) => versionsOf(one, props.rollouts))),
        ...(onlyFor === undefined ? {} : { OnlyFor: onlyFor }),
        ...(again === undefined ? {} : { Again: String(again) }),
      },
    });
    resource.node.addDependency(...after);
  }
}

function versionsOf({ registered, versions }: SealedFunction, rollouts: StageConfig['rollouts']) {
  const { id } = registered.manifest;
  const { process: Process, bundle: Bundle, configuration: Configuration } = versions;
  const rollout = rollouts[id];
  const share = rollout ? { Percentage: String(rollout.percentage) } : {};
  return [id, { Process, Bundle, Configuration, ...share }] as const;
}
