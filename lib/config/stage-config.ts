import * as z from 'zod/mini';
import { functionIdSchema } from '../../core/model/names.ts';
import { concurrencyFits } from './concurrency-fits.ts';
import { noSecrets } from './no-secrets.ts';

const TWELVE_DIGITS = 'must be 12 digits, in quotes';
const account = () => z.string(TWELVE_DIGITS).check(z.regex(/^\d{12}$/, TWELVE_DIGITS));

/** A whole number; the message says which ones would do. */
function whole(least: number, most: number) {
  const range = `must be from ${least} to ${most}`;
  return z.int('must be a whole number').check(z.minimum(least, range), z.maximum(most, range));
}

/** The lengths of time that CloudWatch keeps a log for, in days. */
const LOG_RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const rolloutSchema = z.strictObject({
  percentage: whole(1, 99).check(z.describe('PDAs of every hundred that get its new version.')),
  failuresToReturn: z
    ._default(whole(1, 10_000), 5)
    .check(
      z.describe(
        'Failed runs of the new version within five minutes after which all go back to the former one.',
      ),
    ),
});

/** What tags of AWS may hold. */
const tag = (least: number, most: number) =>
  z
    .string()
    .check(
      z.minLength(least, `must have at least ${least} character`),
      z.maxLength(most, `must have at most ${most} characters`),
      z.regex(/^[\p{L}\p{N} _.:/=+@-]*$/u, 'must be made of letters, digits, spaces and "_.:/=+@-"'),
    );

const tagName = tag(1, 128).check(
  z.refine((name) => !/^aws:/i.test(name), 'must not begin with "aws:", which AWS keeps for itself'),
);

/** AWS allows fifty of a resource: one is the deployment's, and one of what seals functions. */
const MOST_TAGS = 48;

const RUNBOOK = 'must be "docs/runbook.md" or an https:// address without "?" and "#"';

/** Every field says what it is: the table of docs/configuration.md is made of these sentences. */
const settingsSchema = z.strictObject({
  account: z
    .optional(account())
    .check(z.describe('Account of AWS to deploy to. Absent: the templates fit any account.')),
  region: z
    .optional(z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as "eu-west-1"')))
    .check(z.describe('Region of AWS to deploy to. Absent: the templates fit any region.')),
  namePrefix: z
    ._default(
      z
        .string()
        .check(
          z.regex(
            /^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/,
            'must be 1 to 10 characters: a-z first, then a-z, 0-9 or "-", not ending in "-"',
          ),
        ),
      'she',
    )
    .check(
      z.describe(
        "Begins the name of every function's Lambda. It makes no room for a second deployment: of one account and region there is one, since its stacks' names are fixed.",
      ),
    ),
  production: z
    ._default(z.boolean(), false)
    .check(
      z.describe(
        'Keeps stored data when a stack is deleted, refuses to delete it by accident, and needs `alarmEmail`.',
      ),
    ),
  beta: z
    ._default(z.boolean(), false)
    .check(z.describe('Deploys functions whose manifest says `experimental` as well.')),
  alarmEmail: z
    .optional(z.email('must be an e-mail address'))
    .check(
      z.describe(
        'Whom alarms tell. Absent, which production refuses: they still reach their topic, and nobody is subscribed.',
      ),
    ),
  runbookUrl: z
    ._default(
      z.string().check(z.regex(/^(docs\/runbook\.md|https:\/\/[\w.-]+(:\d+)?(\/[\w./~%-]*)?)$/, RUNBOOK)),
      'docs/runbook.md',
    )
    .check(
      z.describe(
        'Where those who are on call read docs/runbook.md; every alarm links to its article there. Absent: its path in this repository.',
      ),
    ),
  canary: z
    ._default(z.boolean(), true)
    .check(
      z.describe(
        'Runs a function on made-up data of its own PDA every five minutes, end to end, and tells of its failures.',
      ),
    ),
  concurrentExecutions: z
    ._default(whole(50, 1_000_000), 1000)
    .check(
      z.describe(
        'Lambdas that AWS lets the account run at once: 1,000 until it has asked for more in Service Quotas; new accounts have fewer.',
      ),
    ),
  executorConcurrency: z
    ._default(whole(2, 1000), 50)
    .check(
      z.describe(
        'Batches of ten runs that are at work at a time. Each invokes up to ten functions at once, and all must fit into `concurrentExecutions`: docs/scaling.md.',
      ),
    ),
  inFlightPerFunction: z
    ._default(whole(1, 500), 100)
    .check(
      z.describe(
        'Most runs of one function at work at a time, over all PDAs, so that it leaves room for the others: fewer than ten for each of `executorConcurrency`.',
      ),
    ),
  rollouts: z
    ._default(z.record(functionIdSchema, rolloutSchema), {})
    .check(
      z.describe(
        'New versions of these functions take over for a share of the PDAs first; of all others at once for everybody.',
      ),
    ),
  versionsKept: z
    ._default(whole(2, 50), 5)
    .check(
      z.describe(
        'Versions of a function that stay deployable; `npx she versions prune` takes older ones away. Each counts against `codeStorageGb`.',
      ),
    ),
  codeStorageGb: z
    ._default(whole(75, 100_000), 75)
    .check(
      z.describe(
        'GB of code that Lambda stores for the account in the region: 75 until it has asked for more in Service Quotas.',
      ),
    ),
  executionRecordsDays: z
    ._default(whole(1, 3653), 90)
    .check(z.describe('Days for which owners see what has run on their data.')),
  logRetentionDays: z
    ._default(z.literal(LOG_RETENTIONS, `must be one of ${LOG_RETENTIONS.join(', ')}`), 90)
    .check(z.describe("Days for which the engine's logs are kept; they hold no personal data.")),
  monthlyBudgetUsd: z
    .optional(
      z.number().check(z.minimum(1, 'must be at least 1'), z.maximum(10_000_000, 'must be at most 10000000')),
    )
    .check(
      z.describe(
        'US dollars a month that the deployment may cost before `alarmEmail`, which it needs, is told. Absent: no budget.',
      ),
    ),
  pdaAccounts: z
    ._default(z.array(account()), [])
    .check(
      z.describe(
        "Accounts of AWS whose PDAs tell of new data over EventBridge; of the deployment's own account all may.",
      ),
    ),
  tags: z._default(z.record(tagName, tag(0, 256)), {}).check(
    z.refine((tags) => Object.keys(tags).length <= MOST_TAGS, `must be at most ${MOST_TAGS}`),
    z.describe('Tags for everything deployed, to tell costs and owners apart by.'),
  ),
});

/** What one deployment of the engine decides, `config/<stage>.json`. */
export const stageConfigSchema = settingsSchema.check(
  z.refine(({ production, alarmEmail }) => !production || alarmEmail !== undefined, {
    path: ['alarmEmail'],
    error: 'is missing, so that alarms of production would tell nobody: add the address of whoever must act',
  }),
  z.refine(({ monthlyBudgetUsd, alarmEmail }) => monthlyBudgetUsd === undefined || alarmEmail !== undefined, {
    path: ['alarmEmail'],
    error: 'is missing, so that a spent budget would tell nobody: add the address of whoever must act',
  }),
  concurrencyFits,
  noSecrets,
);
export type StageConfig = z.infer<typeof stageConfigSchema>;
