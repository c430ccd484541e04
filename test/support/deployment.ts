import { randomUUID } from 'node:crypto';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { LogEvent, LogFields } from '../../core/model/log-entry.ts';
import type { EngineLog } from '../../core/ports.ts';
import type { RegisteredFunction } from '../../functions-registry/registry.ts';
import { createRegistrarHandler, type RegistrarDeps } from '../../lambdas/registrar/handler.ts';
import { wireRegistrar } from '../../lambdas/registrar/wire.ts';
import { createClients } from '../../lambdas/shared/clients.ts';
import { localClientConfig } from '../../local/state/local-client-config.ts';
import { NOW } from './builders.ts';
import { type AccountOptions, DeployedAccount, type Told } from './deployed-account.ts';
import { openLocalDynamo } from './local-aws.ts';

export interface DeploymentOptions extends AccountOptions {
  /** Invokes functions. @default - the account does */
  readonly lambda?: LambdaClient;
  /** @default - the guard over a request never gives up, and whatever else waits lets the clock go on */
  readonly wait?: RegistrarDeps['wait'];
}

type Properties = Readonly<Record<string, unknown>>;

export interface StackChange {
  /** Number of every function's versions. */
  readonly version?: string;
  /** Percentages of the functions that are rolled out. */
  readonly shares?: Readonly<Record<string, string>>;
  /** Other properties. */
  readonly others?: Properties;
}

/** An account to which functions are deployed, with the registrar at work on real DynamoDB. */
export async function openDeployment(options: DeploymentOptions = {}) {
  const account = new DeployedAccount(options);
  await account.open();
  const dynamo = await openLocalDynamo();
  const config = localClientConfig(account.url);
  const { lambda } = createClients({ lambda: config });
  const lambdaReads = new LambdaClient({ ...config, maxAttempts: 1 });
  const s3 = new S3Client(config);
  const clock = new PassingClock();
  const log = new ListedLog();
  const names = { CATALOGUE_TABLE: 'catalogue', REGISTRATIONS_TABLE: 'registrations', NAME_PREFIX: 'she' };
  const deps = wireRegistrar(names, {
    clients: { dynamo: dynamo.client, lambda: options.lambda ?? lambda },
    ...{ lambdaReads, s3, log, now: clock.now, wait: options.wait ?? clock.wait },
  });
  const close = async () => {
    for (const client of [lambda, lambdaReads, s3]) client.destroy();
    await account.close();
    await dynamo.close();
  };
  /** As when its table was lost. */
  const forgetRegistration = () =>
    dynamo.client.send(
      new DeleteCommand({ TableName: 'registrations', Key: { stack: 'She-Functions-007' } }),
    );
  return Object.assign(new Deployment(account, deps), { logged: log.lines, forgetRegistration, close });
}

class Deployment {
  readonly account: DeployedAccount;
  readonly find: RegistrarDeps['releases']['find'];
  readonly #handle: ReturnType<typeof createRegistrarHandler>;

  constructor(account: DeployedAccount, deps: RegistrarDeps) {
    this.account = account;
    this.find = (functionId) => deps.releases.find(functionId);
    this.#handle = createRegistrarHandler(deps);
  }

  /** Serves a request of CloudFormation. @returns what that was told */
  async send(request: unknown): Promise<Told> {
    await this.#handle(request, { getRemainingTimeInMillis: () => 900_000 });
    return this.account.answers.at(-1) as Told;
  }

  /** What CloudFormation asks when a functions stack with these is deployed. */
  requestFor(functions: readonly RegisteredFunction[], change: StackChange = {}): Properties {
    return this.request(this.#propertiesOf(functions, change));
  }

  request(ResourceProperties: Properties, RequestType = 'Update'): Properties {
    const RequestId = randomUUID();
    return {
      ...{ RequestType, RequestId, ResourceProperties },
      ResponseURL: `${this.account.url}/answers/${RequestId}`,
      StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/She-Functions-007/6f1c4b0e',
      LogicalResourceId: 'Registration',
      ResourceType: 'Custom::FunctionRegistration',
    };
  }

  deploy(functions: readonly RegisteredFunction[], change?: StackChange): Promise<Told> {
    return this.send(this.requestFor(functions, change));
  }

  #propertiesOf(functions: readonly RegisteredFunction[], change: StackChange): Properties {
    const { version = '1', shares = {}, others = {} } = change;
    const hash = this.account.publish(functions);
    const versions = { Process: version, Bundle: version, Configuration: version };
    const described = functions.map(({ manifest: { id } }) => {
      const Percentage = shares[id];
      return [id, { ...versions, ...(Percentage === undefined ? {} : { Percentage }) }];
    });
    return {
      ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:registrar',
      Packages: { Bucket: 'bucket', Key: `${hash}.json`, Hash: hash },
      Functions: Object.fromEntries(described),
      ...others,
    };
  }
}

/** A clock that whoever waits sets on. */
class PassingClock {
  #now = NOW.getTime();

  readonly now = (): Date => new Date(this.#now);

  readonly wait: RegistrarDeps['wait'] = async (milliseconds, signal) => {
    const isGuard = milliseconds > 600_000;
    if (isGuard) await new Promise((resolve) => signal.addEventListener('abort', resolve));
    else this.#now += milliseconds;
  };
}

class ListedLog implements EngineLog {
  readonly lines: [LogEvent, LogFields][] = [];

  tell(event: LogEvent, fields: LogFields): void {
    this.lines.push([event, fields]);
  }

  internalError(_executionId: string | undefined, error: unknown): void {
    throw error;
  }
}
