// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of source text
import { EngineError } from '../../../core/errors.ts';
import type { ChannelName } from '../channels.ts';
import type { StageName } from '../play/play.ts';

interface Edit {
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly line: string;
  readonly broken: string;
}

/** One redaction, deliberately broken, and the channel that must show it. */
export interface Breakage {
  readonly name: string;
  /** What happens then. */
  readonly what: string;
  readonly channel: ChannelName;
  /** Where it shows soon. */
  readonly stage: StageName;
  readonly edits: readonly Edit[];
}

const edit = (file: string, line: string, broken: string): Edit => ({ file, line, broken });

/** Keeps what a function said last within reach of the rest of the engine. */
const SAID = 'globalThis.said';
const overheard = edit(
  'adapters/lambda/lambda-invoker.ts',
  "const text = response.Payload?.transformToString() ?? '';",
  `const text = response.Payload?.transformToString() ?? ''; ${SAID} = text.slice(0, 2000);`,
);

const BROKEN_LOG: readonly Breakage[] = [
  {
    name: 'allow-list-off',
    what: 'whatever has the name of a field is logged',
    ...{ channel: 'log of api', stage: 'aws' },
    edits: [edit('core/model/log-entry.ts', 'else if (schema.safeParse(value).success)', 'else if (schema)')],
  },
  {
    name: 'error-words-logged',
    what: 'the message of an error is logged as its name',
    ...{ channel: 'log of executor', stage: 'aws' },
    edits: [
      edit('lambdas/shared/describe-error.ts', 'safeParse(error.name)', 'safeParse(error.message)'),
      edit('core/model/log-entry.ts', 'z.regex(/^[A-Za-z][\\w.]{0,63}$/)', 'z.minLength(1)'),
    ],
  },
  {
    name: 'stack-not-cut',
    what: 'the stack is logged with the message that it begins with',
    ...{ channel: 'log of executor', stage: 'aws' },
    edits: [
      edit(
        'lambdas/shared/describe-error.ts',
        '.flatMap((line) => frameSchema.safeParse(frameOf(line)).data ?? [])',
        '',
      ),
      edit('lambdas/shared/describe-error.ts', '? stack.slice(start + words.length)', '? stack'),
      edit('core/model/log-entry.ts', 'frames: z.array(frameSchema)', 'frames: z.array(z.string())'),
    ],
  },
  {
    name: 'message-logged',
    what: 'the message that cannot be read is told to the log',
    ...{ channel: 'log of dispatcher', stage: 'aws' },
    edits: [
      edit(
        'lambdas/shared/telling.ts',
        '{ queue, ...subjectOf(letter, queue) }',
        '{ queue, table: letter.body }',
      ),
      edit('core/model/log-entry.ts', 'z.regex(/^[\\w.-]{1,255}$/)', 'z.minLength(1)'),
    ],
  },
];

const BROKEN_STORES: readonly Breakage[] = [
  {
    name: 'letter-quotes',
    what: 'the letter of an attempt that is given up quotes the function',
    ...{ channel: 'dead letters', stage: 'aws' },
    edits: [
      overheard,
      edit('core/execute/settle-failure.ts', '`${errorCode}: ${ERRORS[errorCode].cause}`', SAID),
    ],
  },
  {
    name: 'reason-quotes',
    what: 'the reason of a letter quotes the message that cannot be read',
    ...{ channel: 'dead letters', stage: 'aws' },
    edits: [
      edit('lambdas/shared/read-message.ts', '`${subject}: not JSON`', '`${subject}: not JSON: ${body}`'),
    ],
  },
  {
    name: 'record-quotes',
    what: 'the execution record keeps what the function said',
    ...{ channel: 'execution records', stage: 'aws' },
    edits: [
      overheard,
      edit(
        'adapters/dynamodb/execution-store.ts',
        'startedAtId, ttl, fence }',
        `startedAtId, ttl, fence, said: ${SAID} }`,
      ),
    ],
  },
  {
    name: 'status-quotes',
    what: 'the status item keeps what the function said',
    ...{ channel: 'data directory', stage: 'machine' },
    edits: [
      overheard,
      edit(
        'adapters/dynamodb/status-store.ts',
        'const item = { ...next, changeId,',
        `const item = { ...next, changeId, said: ${SAID},`,
      ),
    ],
  },
  {
    name: 'event-quotes',
    what: 'the event about an execution carries what the function said',
    ...{ channel: 'published events', stage: 'aws' },
    edits: [
      overheard,
      edit(
        'adapters/eventbridge/outcome-publisher.ts',
        'JSON.stringify(detail)',
        `JSON.stringify({ ...detail, said: ${SAID} })`,
      ),
    ],
  },
  {
    name: 'payload-left',
    what: 'the last payload is left in a temporary file',
    ...{ channel: 'temporary files', stage: 'machine' },
    edits: [
      edit(
        'local/host/invoke-api.ts',
        'const running = functions.invoke(request, invocation);',
        "process.getBuiltinModule('node:fs').appendFileSync(`${process.env.TMPDIR}/last`, invocation.payload); const running = functions.invoke(request, invocation);",
      ),
    ],
  },
];

/** Before the event about an execution is published. */
const metricOf = (publish: string) =>
  edit('adapters/eventbridge/outcome-publisher.ts', 'const entry = {', `${publish}; const entry = {`);

const BROKEN_METRICS: readonly Breakage[] = [
  {
    name: 'metric-quotes',
    what: 'a metric is published by what the function said',
    ...{ channel: 'metrics', stage: 'aws' },
    edits: [
      overheard,
      metricOf(
        `const watch = await import('@aws-sdk/client-cloudwatch'); await new watch.CloudWatch({ maxAttempts: 1 }).putMetricData({ Namespace: 'she', MetricData: [{ MetricName: 'said', Value: 1, Dimensions: [{ Name: 'said', Value: String(${SAID}).slice(0, 200) }] }] }).catch(() => undefined)`,
      ),
    ],
  },
  {
    name: 'metric-line-quotes',
    what: 'a line of a log is a metric, by what the function said',
    ...{ channel: 'metrics', stage: 'aws' },
    edits: [
      overheard,
      metricOf(
        `console.log(JSON.stringify({ _aws: { Timestamp: 1, CloudWatchMetrics: [{ Namespace: 'she', Dimensions: [['said']], Metrics: [{ Name: 'runs' }] }] }, runs: 1, said: ${SAID} }))`,
      ),
    ],
  },
];

const BROKEN_REPLIES: readonly Breakage[] = [
  {
    name: 'event-names-pda',
    what: 'the event about an execution names the PDA',
    ...{ channel: 'published events', stage: 'aws' },
    edits: [
      edit('adapters/eventbridge/outcome-publisher.ts', 'this.#groups.group(outcome.pda)', 'outcome.pda'),
    ],
  },
  {
    name: 'api-quotes-input',
    what: 'an error of the management API quotes the request',
    ...{ channel: 'errors of the management API', stage: 'aws' },
    edits: [
      edit(
        'lambdas/api/execution-routes.ts',
        "'skip and take must be whole numbers'",
        "`skip and take must be whole numbers, not ${context.req.query('take')}`",
      ),
    ],
  },
  {
    name: 'pda-quotes-input',
    what: 'an error of the PDA quotes the body',
    ...{ channel: 'errors of the PDA', stage: 'machine' },
    edits: [
      edit(
        'local/pda/routes/json-body.ts',
        '`Malformed JSON: unexpected character at ${place}`',
        '`Malformed JSON: unexpected character at ${place}: ${text}`',
      ),
    ],
  },
  {
    name: 'tenants-shared',
    what: 'everybody has the same environment of a function',
    ...{ channel: 'own data', stage: 'machine' },
    edits: [
      edit(
        'core/execute/run.ts',
        'deps.tenants.tenant(pda, entry.id, epoch)',
        "deps.tenants.tenant('all', entry.id, 1)",
      ),
    ],
  },
  {
    name: 'log-tail-asked',
    what: 'Lambda is asked for what the function printed',
    ...{ channel: 'log tails', stage: 'aws' },
    edits: [
      edit(
        'adapters/lambda/lambda-invoker.ts',
        "InvocationType: 'RequestResponse',",
        "InvocationType: 'RequestResponse', LogType: 'Tail',",
      ),
    ],
  },
  {
    name: 'output-unmarked',
    what: 'what functions print passes for words of the engine',
    ...{ channel: 'console', stage: 'machine' },
    edits: [
      edit('local/cli/start-command.ts', 'console.error(`${functionName}: ${line}`)', 'console.error(line)'),
    ],
  },
];

export const BREAKAGES: readonly Breakage[] = [
  ...BROKEN_LOG,
  ...BROKEN_STORES,
  ...BROKEN_METRICS,
  ...BROKEN_REPLIES,
];

/** @throws EngineError when there is none of that name */
export function breakageNamed(name: string): Breakage {
  const found = BREAKAGES.find((breakage) => breakage.name === name);
  if (found) return found;
  throw new EngineError(`There is no redaction "${name}" to break: choose one of those that --help lists.`);
}
