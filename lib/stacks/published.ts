import { CfnOutput, Fn, type Stack } from 'aws-cdk-lib/core';

/**
 * A value for stacks that come and go. The stack tells it whether or not anybody asks: what is told only when asked for
 * would make the first functions stack change this one, too. Whoever asks must depend on the stack by itself.
 */
export function published(stack: Stack, name: string, value: string): string {
  new CfnOutput(stack, name, { value });
  return Fn.getStackOutput(stack.stackName, name, stack.region);
}
