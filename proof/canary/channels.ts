import { OWN_DATA_WRITERS } from './own-data-writers.ts';
import type { Writer } from './writers.ts';

/** Who sees what comes out of a channel. */
type Seer =
  | 'its owner'
  | 'the operator'
  | 'the developer'
  | 'whoever runs it here'
  | 'the function'
  | 'the engine alone';

/** By which a channel is judged. */
export interface ChannelRules {
  /** Whose canaries may be in it, and some must be: those of the person whose channel it is, or anybody's. @default nobody's */
  readonly canaries?: 'own' | 'any';
  /** Whether PDAs may be named in it. @default false */
  readonly namesPdas?: true;
  /** Whether it must have held something, or nothing at all. @default 'something' */
  readonly bytes?: 'nothing';
}

/** One way by which something leaves the engine, or is kept by it. */
export interface Channel extends ChannelRules {
  readonly seenBy: Seer;
  /** What may be in it, in words. */
  readonly holds: string;
  /** The places in the sources that write to it, by file. */
  readonly writers: Readonly<Record<string, readonly string[]>>;
}

const LAMBDA_LOG: Channel = {
  seenBy: 'the operator',
  holds: 'events and fields of core/model/log-entry.ts',
  writers: { 'lambdas/shared/lambda-log.ts': ['Logger'] },
};

/** Every channel there is. Each place in the sources that writes belongs to one; a test says which does not. */
export const CHANNELS = {
  'log of dispatcher': LAMBDA_LOG,
  'log of executor': LAMBDA_LOG,
  'log of reconcile': LAMBDA_LOG,
  'log of api': LAMBDA_LOG,
  'published events': {
    seenBy: 'the operator',
    holds: 'how executions ended, with the pseudonym of the PDA',
    writers: { 'adapters/eventbridge/outcome-publisher.ts': ['PutEventsCommand'] },
  },
  // Lines of the Lambdas' logs, which are written where those are; no call publishes any.
  metrics: { seenBy: 'the operator', holds: 'metrics of core/model/metrics.ts', writers: {} },
  'other AWS services': { seenBy: 'the operator', holds: 'nothing', bytes: 'nothing', writers: {} },
  'execution records': {
    seenBy: 'its owner',
    holds: 'ids, counts, times and a code',
    namesPdas: true,
    writers: { 'adapters/dynamodb/execution-store.ts': ['PutCommand'] },
  },
  'status items': {
    seenBy: 'the operator',
    holds: 'consents, cursors, leases, slots, and what a function asks for when it is asked at each run',
    namesPdas: true,
    writers: {
      'adapters/dynamodb/run-slots.ts': ['PutCommand'],
      'adapters/dynamodb/status-store.ts': ['PutCommand'],
      'local/state/create-tables.ts': ['CreateTableCommand'],
      'local/state/free-slots.ts': ['DeleteCommand'],
      'local/state/repair-indexes.ts': ['DeleteCommand', 'PutCommand'],
      // Of any table, what was in it.
      'local/restore/copy-of-the-past.ts': ['RestoreTableToPointInTimeCommand'],
      'local/restore/put-back.ts': ['PutCommand'],
    },
  },
  catalogue: {
    seenBy: 'the operator',
    holds: 'what functions publish of themselves, before they have seen anything',
    writers: {
      'adapters/dynamodb/registration-store.ts': ['PutCommand'],
      'adapters/dynamodb/release-store.ts': ['PutCommand'],
    },
  },
  'reasons of deployments': {
    seenBy: 'the operator',
    holds: 'why functions could not be registered, told to CloudFormation, which is on AWS alone',
    bytes: 'nothing',
    writers: { 'lambdas/registrar/answer.ts': ['fetch'] },
  },
  'PDA directory': {
    seenBy: 'the operator',
    holds: 'names, addresses, sealed tokens, and the wrapped keys these are sealed with',
    namesPdas: true,
    writers: {
      'adapters/dynamodb/data-key-shelf.ts': ['PutCommand', 'UpdateCommand'],
      'adapters/dynamodb/pda-directory.ts': ['DeleteCommand', 'PutCommand', 'UpdateCommand'],
      'adapters/kms/kms-data-keys.ts': ['DecryptCommand', 'GenerateDataKeyCommand'],
    },
  },
  "the canary's own data": {
    seenBy: 'the operator',
    holds: 'made-up records of a made-up person, whose PDA is on AWS alone, and what the canary asks for her',
    bytes: 'nothing',
    writers: {
      'adapters/canary/http-owner.ts': ['fetch'],
      'adapters/dynamodb/canary-store.ts': ['PutCommand'],
      'adapters/kms/kms-signing-key.ts': ['SignCommand'],
      'lambdas/canary-pda/routes.ts': ['context.json', 'context.text'],
    },
  },
  queues: {
    seenBy: 'the operator',
    holds: 'data events and execution requests: names, endpoints and counts',
    namesPdas: true,
    writers: {
      'adapters/sqs/send-batches.ts': ['SendMessageBatchCommand'],
      'adapters/sqs/work-queues.ts': ['SendMessageCommand'],
      'adapters/sqs/dead-letter-box.ts': ['ChangeMessageVisibilityBatchCommand', 'DeleteMessageCommand'],
      'local/queues/event-source.ts': ['DeleteMessageBatchCommand'],
      'local/queues/sqs-server.ts': ['CreateQueueCommand'],
    },
  },
  'dead letters': {
    seenBy: 'the operator',
    holds: 'ids, codes, and reasons that quote nothing',
    namesPdas: true,
    writers: {
      'adapters/sqs/dead-letters.ts': ['SendMessageCommand'],
      'local/data-directory/replace-file.ts': ['fs/promises.link', 'fs/promises.open', 'fs/promises.rename'],
    },
  },
  'messages from outside': {
    seenBy: 'the operator',
    holds: 'what the engine was sent and cannot read, kept as it came; what a PDA answers',
    namesPdas: true,
    canaries: 'any',
    writers: {},
  },
  'replies of the management API': {
    seenBy: 'its owner',
    holds: 'configurations, executions and codes',
    namesPdas: true,
    writers: {
      'lambdas/api/event-routes.ts': ['context.json'],
      'lambdas/api/execution-routes.ts': ['context.json'],
      'lambdas/api/function-routes.ts': ['context.json'],
    },
  },
  'errors of the management API': {
    seenBy: 'its owner',
    holds: 'what is wrong with a request, in words of the engine',
    namesPdas: true,
    writers: { 'lambdas/shared/http-api.ts': ['Response'], 'lambdas/api/replies.ts': ['context.json'] },
  },
  echoes: {
    seenBy: 'its owner',
    holds: 'the address that was asked for, told to whoever asked for it, as clients know it',
    namesPdas: true,
    canaries: 'any',
    writers: {},
  },
  'errors of the PDA': {
    seenBy: 'its owner',
    holds: 'where a request is wrong',
    namesPdas: true,
    writers: {
      'local/pda/routes/problem.ts': ['context.json'],
    },
  },
  'own data': {
    seenBy: 'its owner',
    holds: "the owner's records, and what was derived from them; nobody else's",
    namesPdas: true,
    canaries: 'own',
    writers: OWN_DATA_WRITERS,
  },
  'what functions are told': {
    seenBy: 'the function',
    holds: 'records within the consented scope',
    canaries: 'any',
    writers: {
      'adapters/lambda/configuration-calls.ts': ['InvokeCommand'],
      'adapters/lambda/lambda-invoker.ts': ['InvokeCommand'],
      'local/host/check-program.ts': ['fs/promises.open'],
      'local/host/environment-pool.ts': ['.end'],
      'local/host/environment.ts': ['.end'],
      'local/host/hosted-functions.ts': ['.end'],
      'local/host/runtime-api.ts': ['.end', '.writeHead'],
      'local/sandbox/sealed-process.ts': ['.end', 'child_process.spawn', 'fs.openSync'],
      'local/sandbox/unsealed.ts': ['child_process.execFileSync', 'child_process.spawn'],
    },
  },
  'what functions answer': {
    seenBy: 'the engine alone',
    holds: 'results and errors, before they are checked',
    canaries: 'any',
    writers: {
      'adapters/json-schema/output-schemas.ts': ['.postMessage'],
      'adapters/json-schema/output-schemas.worker.mjs': ['.postMessage'],
      'local/host/invoke-api.ts': ['.end', '.setHeader', '.writeHead'],
    },
  },
  'log tails': {
    seenBy: 'the developer',
    holds: 'nothing: nobody asks Lambda for what a function printed',
    bytes: 'nothing',
    writers: {},
  },
  'output of functions': {
    seenBy: 'whoever runs it here',
    holds: 'what functions print, on one machine and never stored',
    canaries: 'any',
    writers: { 'local/cli/start-command.ts': ['console.error', 'console.log', 'console.warn'] },
  },
  console: {
    seenBy: 'whoever runs it here',
    holds: "the engine's own words",
    writers: {
      'local/console-log.ts': ['console.error'],
      'local/engine.ts': ['console.error', 'console.log'],
      'local/foundations.ts': ['console.error'],
      'local/pda/start-pda.ts': ['console.error'],
      'local/http/home-page.ts': ['context.header', 'context.html'],
      'local/outcome-emitter.ts': ['.emit'],
    },
  },
  'command line': {
    seenBy: 'whoever runs it here',
    holds: 'what the commands beside the engine say',
    writers: {
      'local/cli/dlq-command.ts': ['console.error', 'console.log'],
      'local/cli/export-command.ts': ['.end', 'process.stderr'],
      'local/cli/import-command.ts': ['.end', 'process.stdout'],
      'local/cli/main.ts': ['console.error'],
      'local/cli/pda-command.ts': ['console.error', 'console.log'],
      'local/cli/recall-command.ts': ['console.log'],
      'local/cli/registry-command.ts': ['console.log', 'console.warn'],
      'local/cli/restore-command.ts': ['console.log'],
      'adapters/lambda/function-versions.ts': ['DeleteFunctionCommand'],
      'local/versions/stage-versions.ts': ['console.error'],
      'local/cli/version-changes.ts': ['console.log'],
      'local/cli/versions-command.ts': ['console.log'],
      'local/export/export-report.ts': ['.write'],
      'local/export/read-endpoint.ts': ['.end'],
      'local/http/engine-client.ts': ['.end', 'http.request', 'https.request'],
      'local/import/formats/calendar.ts': ['.end'],
      'local/import/import-report.ts': ['.write'],
      'local/import/raw-record.ts': ['.end'],
      'local/import/read-import.ts': ['fs/promises.open'],
      'functions-registry/replace-files.ts': ['fs/promises.rename', 'fs/promises.writeFile'],
      'functions-registry/run-build.ts': ['child_process.execFile'],
      'functions-registry/unpack-archive.ts': [
        'fs.createWriteStream',
        'fs/promises.mkdir',
        'fs/promises.mkdtemp',
        'fs/promises.rename',
      ],
    },
  },
  'data directory': {
    seenBy: 'whoever runs it here',
    holds: "everything the engine keeps on one machine but the PDAs' own files",
    writers: {
      'local/abandoned-socket.ts': ['net.connect'],
      'local/data-directory/create.ts': ['fs/promises.mkdir'],
      'local/data-directory/lock.ts': ['net.connect'],
      'local/data-directory/secrets.ts': ['fs/promises.rename', 'fs/promises.writeFile'],
      'local/pdas/pda-folder.ts': ['fs/promises.writeFile'],
      'local/recalls/recall-folder.ts': ['fs/promises.writeFile'],
      'local/sample/prepare-people.ts': ['fs/promises.rename', 'fs/promises.writeFile'],
      'local/state/dynamo-server.ts': ['.end', '.writeHead'],
    },
  },
  'temporary files': {
    seenBy: 'whoever runs it here',
    holds: 'packages of functions, and sockets',
    writers: {
      'local/sandbox/java/java-client.ts': [
        'child_process.spawnSync',
        'fs.mkdirSync',
        'fs.mkdtempSync',
        'fs.renameSync',
        'fs.writeFileSync',
      ],
      'local/host/folders.ts': ['fs/promises.mkdir'],
      'local/host/host-folder.ts': ['fs/promises.mkdtemp'],
      'local/host/staging.ts': ['fs/promises.copyFile', 'fs/promises.writeFile'],
    },
  },
} as const satisfies Record<string, Channel>;

export type ChannelName = keyof typeof CHANNELS;
export const CHANNEL_NAMES = Object.keys(CHANNELS) as readonly ChannelName[];

/** Every writer that belongs to a channel. */
export function listedWriters(): readonly Writer[] {
  const channels: readonly Channel[] = Object.values(CHANNELS);
  return channels.flatMap(({ writers }) =>
    Object.entries(writers).flatMap(([file, kinds]) => kinds.map((what) => ({ file, what }))),
  );
}
