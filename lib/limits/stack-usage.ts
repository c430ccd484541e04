import { statSync } from 'node:fs';
import { type App, CfnResource, Stack } from 'aws-cdk-lib/core';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { isFunctionsStack } from '../sharding.ts';
import type { Usage } from './usage.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const RESOURCES_PER_STACK = 500;
/** Three calls, a Lambda and a version each. */
const RESOURCES_PER_FUNCTION = 6;
/** "1 MB", here the smaller of its two readings. */
const TEMPLATE_BYTES = 1_000_000;
/** What an account has until it asks for more. */
const STACKS = 2_000;
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, until an account asks for more. */
const ROLES = 1_000;

const ACCOUNT = 'an account';

/** What an app's stacks will have in the cloud. */
export function stackUsages(app: App): readonly Usage[] {
  const stacks = app.node.children.filter(Stack.isStack);
  const resources = stacks.map((stack) => stack.node.findAll().filter(CfnResource.isCfnResource));
  const roles = resources.flat().filter(({ cfnResourceType }) => cfnResourceType === 'AWS::IAM::Role');
  return [
    ...stacks.map(({ stackName }, index) => ({
      ...{
        of: stackName,
        unit: 'resources',
        used: resources[index]?.length ?? 0,
        limit: RESOURCES_PER_STACK,
      },
      ...{ at: 'a CloudFormation stack', remedy: remedyFor(stackName) },
      // Stacks of functions become full, and that is meant: they are near when no function fits any more.
      ...(isFunctionsStack(stackName) ? { near: RESOURCES_PER_STACK - RESOURCES_PER_FUNCTION } : {}),
    })),
    {
      ...{ of: 'The deployment', unit: 'stacks', used: stacks.length, limit: STACKS, at: ACCOUNT },
      remedy: 'Ask for more in Service Quotas, or deploy to an account of its own.',
    },
    {
      ...{ of: 'The deployment', unit: 'roles', used: roles.length, limit: ROLES, at: ACCOUNT },
      remedy: 'Functions share one role: look for what makes one for each.',
    },
  ];
}

/** How large an app's templates are. */
export function templateUsages({ stacks }: CloudAssembly): readonly Usage[] {
  return stacks.map(({ stackName, templateFullPath }) => ({
    ...{ of: `The template of ${stackName}`, unit: 'bytes', used: statSync(templateFullPath).size },
    ...{ limit: TEMPLATE_BYTES, at: 'a CloudFormation template', remedy: remedyFor(stackName) },
  }));
}

function remedyFor(name: string): string {
  if (!isFunctionsStack(name)) return 'Move some of its constructs to another stack.';
  return (
    'In functions-registry/lock.json, give another shard to those of its functions that were never deployed; and ' +
    'take those out of `rollouts` whose rollout is over.'
  );
}
