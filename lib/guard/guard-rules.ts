import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CloudFormationValidatePlugin } from 'aws-cdk-lib/core';

const FILES = ['access', 'functions', 'network', 'storage'] as const;

/**
 * CloudFormation's own rules and ours, which are in the files beside this one. Errors they are by the context
 * `@aws-cdk/core:validateAgainstDefaultRules` of cdk.json; without it CDK only warns.
 */
export function guardRules(): CloudFormationValidatePlugin {
  return new CloudFormationValidatePlugin({
    guardRules: FILES.map((name) => ({ name, content: readFileSync(pathOf(name), 'utf8') })),
  });
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(`./${name}.guard`, import.meta.url));
}
