import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { CleanUp } from '../../../local/clean-up.ts';
import { repeat } from '../../../local/repeat.ts';
import { detectSeal } from '../../../local/sandbox/detect-seal.ts';
import { type Heard, type Said, startHttpService } from '../../canary/play/http-service.ts';
import { feedQueues } from './event-sources.ts';
import { startHttpApi } from './http-api.ts';
import { LambdaService } from './lambda-service.ts';
import { Schedules } from './schedules.ts';

const LOOK_EVERY_MS = 1_000;

export interface DataPlaneOptions {
  /** Of the AWS whose control plane says what was deployed. */
  readonly endpoint: string;
  readonly account: string;
  readonly region: string;
  /** For packages and logs. */
  readonly folder: string;
  /** Told what went wrong. */
  readonly report: (line: string) => void;
}

export interface DataPlane {
  /** Where a control plane sends invocations. */
  readonly url: string;
  /** The deployed HTTP APIs. */
  readonly apiUrl: string;
  readonly logs: string;
  close(): Promise<void>;
}

/**
 * What AWS does all day and a control plane alone does not: it runs the deployed Lambdas, feeds queues to them, begins
 * what is scheduled, and answers HTTP.
 */
export async function startDataPlane(options: DataPlaneOptions): Promise<DataPlane> {
  const { endpoint, account, region, folder } = options;
  const cleanUp = new CleanUp();
  const logs = join(folder, 'logs');
  await mkdir(logs, { recursive: true });
  const lambda = new LambdaClient({ endpoint, region });
  const s3 = new S3Client({ endpoint, region, forcePathStyle: true });
  const sqs = new SQSClient({ endpoint, region });
  cleanUp.later(() => [lambda, s3, sqs].map((client) => client.destroy()));
  const service = new LambdaService({
    deployments: {
      ...{ lambda, s3, folder: join(folder, 'packages') },
      assets: `cdk-hnb659fds-assets-${account}-${region}`,
    },
    ...{ seal: await detectSeal(), logs, variables: variablesOf(endpoint, region) },
  });
  cleanUp.later(() => service.close());
  const invocations = await startHttpService((heard) => invoke(service, heard, options.report));
  cleanUp.later(() => invocations.close());
  const api = await startHttpApi({ endpoint, region, service });
  cleanUp.later(() => api.close());
  const onError = (error: unknown) => options.report(`data plane: ${messageOf(error)}`);
  const sources = feedQueues({ lambda, sqs }, service, onError);
  const schedules = new Schedules({ endpoint, region }, service, onError);
  cleanUp.later(() => schedules.close());
  cleanUp.later(() => sources.stop());
  const looking = repeat(
    async () => {
      await sources.look();
      await schedules.look(Date.now());
    },
    LOOK_EVERY_MS,
    // Before it listens, and when nothing was deployed yet.
    () => undefined,
  );
  cleanUp.later(() => looking.stop());
  return { url: invocations.url, apiUrl: api.url, logs, close: () => cleanUp.run() };
}

async function invoke(service: LambdaService, heard: Heard, report: (line: string) => void): Promise<Said> {
  const [, , name = '', version = ''] = heard.path.split('/').map(decodeURIComponent);
  const tenant = heard.headers['x-tenant'];
  try {
    const answer = await service.invoke(
      ...([name, version, heard.body.toString() || '{}'] as const),
      typeof tenant === 'string' ? tenant : undefined,
    );
    return { status: 200, ...(answer.failed && { headers: { 'x-failed': '1' } }), body: answer.payload };
  } catch (error) {
    report(`data plane: ${messageOf(error)}`);
    return { status: 500, body: JSON.stringify({ Message: messageOf(error) }) };
  }
}

/**
 * What Lambda gives its processes, and where the AWS is that is tried. Not the name of the Lambda, by which the engine
 * knows that it runs on Lambda, and refuses PDAs of this machine.
 */
function variablesOf(endpoint: string, region: string): NodeJS.ProcessEnv {
  return {
    ...{ AWS_REGION: region, AWS_DEFAULT_REGION: region, AWS_ENDPOINT_URL: endpoint },
    ...{ AWS_ACCESS_KEY_ID: 'trial', AWS_SECRET_ACCESS_KEY: 'trial', TZ: ':UTC' },
    ...{ PATH: process.env.PATH, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
