import { type App, Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { guardRules } from './guard/guard-rules.ts';

/** Fails synthesis on whatever AWS's list of security rules or ours find and nobody has acknowledged. */
export async function addSecurityChecks(app: App): Promise<void> {
  // Loaded where it is asked for: whoever synthesises without checks need not wait for it.
  const { AwsSolutionsChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), guardRules());
}

/**
 * Acknowledges a finding where it is caused, for a construct and all below it.
 * @param rule without the list's name: `VPC3`, `IAM5[Resource::*]`
 */
export function acknowledge(scope: IConstruct, rule: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
}
