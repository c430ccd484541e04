import {
  DeleteFunctionCommand,
  type FunctionConfiguration,
  GetAccountSettingsCommand,
  type LambdaClient,
  ListVersionsByFunctionCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { EngineError } from '../../core/errors.ts';
import type { RetainedVersion } from '../../core/model/retained-version.ts';

const PUBLISHED = /^[1-9]\d*$/;

/** What Lambda stores of code for an account in a region, and the most that it would, in bytes. */
export interface CodeStorage {
  readonly used: number;
  readonly limit: number;
}

/** The published versions of Lambdas, as their operator handles them; no part of the engine may. */
export class LambdaFunctionVersions {
  readonly #client: LambdaClient;

  constructor(client: LambdaClient) {
    this.#client = client;
  }

  /** Oldest first; none of a Lambda that there is not. */
  async of(functionName: string): Promise<readonly RetainedVersion[]> {
    const found: FunctionConfiguration[] = [];
    let Marker: string | undefined;
    try {
      do {
        const page = new ListVersionsByFunctionCommand({ FunctionName: functionName, Marker });
        const { Versions = [], NextMarker } = await this.#client.send(page);
        found.push(...Versions);
        Marker = NextMarker;
      } while (Marker);
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return [];
      throw error;
    }
    return found.filter(({ Version = '' }) => PUBLISHED.test(Version)).map(versionOf);
  }

  /** Of the whole account, so of others in it, too. */
  async codeStorage(): Promise<CodeStorage> {
    const { AccountUsage, AccountLimit } = await this.#client.send(new GetAccountSettingsCommand());
    const [used, limit] = [AccountUsage?.TotalCodeSize, AccountLimit?.TotalCodeSize];
    if (used === undefined || limit === undefined)
      throw new EngineError('Lambda did not say how much code it stores for the account.');
    return { used, limit };
  }

  async remove(functionName: string, qualifier: string): Promise<void> {
    // Without a version this call deletes the whole function.
    if (!PUBLISHED.test(qualifier)) throw new EngineError(`${functionName} has no version "${qualifier}".`);
    try {
      await this.#client.send(
        new DeleteFunctionCommand({ FunctionName: functionName, Qualifier: qualifier }),
      );
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
  }
}

function versionOf({ Version = '', CodeSha256 = '', CodeSize, LastModified }: FunctionConfiguration) {
  return {
    qualifier: Version,
    codeHash: Buffer.from(CodeSha256, 'base64').toString('hex'),
    publishedAt: LastModified === undefined ? undefined : new Date(LastModified),
    bytes: CodeSize,
  };
}
