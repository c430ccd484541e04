import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Aws, Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { RegistrarEnv } from '../../lambdas/registrar/env.ts';
import type { LambdaBundle } from '../packaging/bundle-lambdas.ts';
import { OutdirCode } from '../packaging/outdir-code.ts';
import { acknowledge } from '../security-checks.ts';
import { EngineLambda } from './engine-lambda.ts';
import type { EngineState } from './engine-state.ts';
import type { MissedCalls } from './missed-calls.ts';

export interface RegistrarProps {
  readonly bundle: LambdaBundle;
  /** Begins the names of the functions it registers. */
  readonly namePrefix: string;
  readonly state: EngineState;
  readonly missedCalls: MissedCalls;
}

/** The calls of functions that no person's data is near. */
const CALLS = ['configuration', 'bundle'];

/** Fills the catalogue when functions are deployed. */
export class Registrar extends Construct {
  /** ARN; what functions stacks send their registrations to. */
  readonly serviceToken: string;

  constructor(scope: Construct, id: string, { bundle, namePrefix, state, missedCalls }: RegistrarProps) {
    super(scope, id);
    const { tables } = state;
    const { lambda } = new EngineLambda<RegistrarEnv>(this, 'Registrar', {
      name: 'registrar',
      description: 'Registers the functions of a deployment, or fails it',
      bundle,
      environment: {
        CATALOGUE_TABLE: tables.catalogue.tableName,
        REGISTRATIONS_TABLE: tables.registrations.tableName,
        NAME_PREFIX: namePrefix,
      },
      // As long as Lambda allows: one that has just joined a network is pending for minutes.
      timeout: Duration.minutes(15),
      memory: 512,
      state,
      missedCalls,
    });
    // A request that comes later than CloudFormation waits for it could come after the roll-back.
    lambda.configureAsyncInvoke({ maxEventAge: Duration.minutes(10), retryAttempts: 2 });
    for (const table of [tables.catalogue, tables.registrations]) {
      table.grantFind(lambda);
      table.grantStore(lambda);
    }
    this.mayReadPackages(lambda, bundle);
    this.mayAskFunctions(lambda, namePrefix);
    this.serviceToken = lambda.functionArn;
  }

  /** Of the bucket's objects those that are no code. */
  private mayReadPackages(lambda: LambdaFunction, bundle: LambdaBundle): void {
    const { bucketName } = OutdirCode.folder(bundle.hash).locate(this);
    lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:GetObject'],
        resources: [`arn:${Aws.PARTITION}:s3:::${bucketName}/*.json`],
        // Somebody else's, if the bucket was deleted and its name taken.
        conditions: { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    acknowledge(
      this,
      `IAM5[Resource::arn:<AWS::Partition>:s3:::${this.shown(bucketName)}/*.json]`,
      'what deployments lay down is named by its hash; none of it is secret, and the registrar holds it to that hash',
    );
  }

  /** As the rules write it; a stage that names its account has no placeholders. */
  private shown(bucketName: string): string {
    const resolved: unknown = Stack.of(this).resolve(bucketName);
    const pattern = typeof resolved === 'string' ? resolved : String(Object(resolved)['Fn::Sub']);
    return pattern.replaceAll(/\$\{([^}]+)\}/g, '<$1>');
  }

  /** Versions only, and never the call that sees data: no id of a function ends like one of these names. */
  private mayAskFunctions(lambda: LambdaFunction, namePrefix: string): void {
    const functions = `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:${namePrefix}-*`;
    const actions = ['lambda:InvokeFunction'];
    const versions = CALLS.map((call) => `${functions}-${call}:*`);
    const looking = ['lambda:GetFunctionConfiguration'];
    lambda.addToRolePolicy(new PolicyStatement({ actions, resources: versions }));
    lambda.addToRolePolicy(
      new PolicyStatement({ effect: Effect.DENY, actions, resources: [`${functions}:$LATEST`] }),
    );
    lambda.addToRolePolicy(new PolicyStatement({ actions: looking, resources: [functions] }));
    const name = `arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:function:${namePrefix}-*`;
    for (const pattern of [`${name}-configuration:*`, `${name}-bundle:*`, name])
      acknowledge(
        this,
        `IAM5[Resource::${pattern}]`,
        'the functions it registers are in other stacks, which come and go',
      );
  }
}
