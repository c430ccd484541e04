import {
  GetFunctionConfigurationCommand,
  type GetFunctionConfigurationCommandOutput,
  type LambdaClient,
  ResourceNotFoundException,
  type State,
} from '@aws-sdk/client-lambda';
import { EngineError } from '../../core/errors.ts';
import type { PublishedVersion, PublishedVersions, VersionName } from '../../core/registration-ports.ts';

const STATES: Readonly<Partial<Record<State, PublishedVersion['state']>>> = {
  Pending: 'pending',
  Active: 'ready',
  Inactive: 'inactive',
  Failed: 'failed',
};

/** What Lambda says of the versions that a deployment has published. */
export class LambdaPublishedVersions implements PublishedVersions {
  readonly #client: LambdaClient;

  /** @param client one that repeats what was throttled */
  constructor(client: LambdaClient) {
    this.#client = client;
  }

  async look({ functionName, qualifier }: VersionName): Promise<PublishedVersion | undefined> {
    const question = new GetFunctionConfigurationCommand({
      FunctionName: functionName,
      Qualifier: qualifier,
    });
    try {
      return described(await this.#client.send(question));
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      // Lambda's own words about its configuration: no function and no person has a say in them.
      const { name, message } = error as Error;
      throw new EngineError(`${functionName}:${qualifier} could not be looked at: ${name}: ${message}`);
    }
  }
}

function described(found: GetFunctionConfigurationCommandOutput): PublishedVersion {
  const { State = 'Active', StateReasonCode, StateReason, CodeSha256 = '', TenancyConfig } = found;
  const reasons = [StateReasonCode, StateReason].filter((one) => one !== undefined);
  return {
    state: STATES[State] ?? 'failed',
    reason: reasons.length > 0 ? reasons.join(': ') : `its state is ${State}`,
    codeHash: Buffer.from(CodeSha256, 'base64').toString('hex'),
    isTenantIsolated: TenancyConfig?.TenantIsolationMode === 'PER_TENANT',
  };
}
