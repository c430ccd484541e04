import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { DynamoReleaseStore } from '../../adapters/dynamodb/release-store.ts';
import { LambdaFunctionVersions } from '../../adapters/lambda/function-versions.ts';
import { functionNames } from '../../core/manage/register.ts';
import { releaseSummary } from '../../core/model/release-summary.ts';
import type { ReleaseStore } from '../../core/ports.ts';
import { dynamoClient, PATIENCE } from '../../lambdas/shared/clients.ts';
import { explained, stageConfig } from '../at-stage.ts';
import { readStackOutputs } from '../dead-letters/stack-outputs.ts';
import type { VersionDesk } from './version-desk.ts';

/** What the stack tells about itself; lib/stacks/orchestrator-stack.ts names them. */
export const catalogueOutputsSchema = z.object({ CatalogueTableName: z.string() });

const GUIDE = 'docs/versions.md';

/** Lambda lets an account list and delete 15 times a second: who is told to slow down does. */
const RETRIES = { retryMode: 'adaptive', maxAttempts: 10 };

/** The versions of an engine on AWS, handled with the credentials of whoever calls. */
export interface StageVersions {
  readonly releases: ReleaseStore;
  readonly lambdas: LambdaFunctionVersions;
  readonly namePrefix: string;
  /** Of each Lambda, how many of the newest the stage keeps. */
  readonly versionsKept: number;
}

/** @throws EngineError also in place of what AWS's SDK throws */
export async function atStage<T>(stage: string, work: (versions: StageVersions) => Promise<T>): Promise<T> {
  const { account, region, namePrefix, versionsKept } = stageConfig(stage);
  const config = region === undefined ? {} : { region };
  return explained(GUIDE, async () => {
    const { CatalogueTableName } = await readStackOutputs(
      new CloudFormationClient(config),
      account,
      catalogueOutputsSchema,
    );
    const dynamo = dynamoClient(config);
    const lambda = new LambdaClient({ ...config, ...RETRIES, requestHandler: PATIENCE });
    const unreadable: string[] = [];
    const releases = new DynamoReleaseStore(dynamo, CatalogueTableName, ({ ids }) => {
      unreadable.push(ids.functionId ?? '?');
    });
    const result = await work({
      releases,
      lambdas: new LambdaFunctionVersions(lambda),
      namePrefix,
      versionsKept,
    });
    for (const functionId of new Set(unreadable))
      console.error(
        `warning: what the catalogue says of ${functionId} cannot be read: docs/runbook.md#unreadable-items`,
      );
    return result;
  });
}

export function stageVersionDesk({ releases, lambdas, namePrefix }: StageVersions): VersionDesk {
  return {
    summaries: async () =>
      (await releases.all()).map(releaseSummary).toSorted((a, b) => (a.functionId < b.functionId ? -1 : 1)),
    retained: ({ functionId }) => lambdas.of(functionNames(namePrefix, functionId).process),
  };
}
