import * as z from 'zod/mini';

const TWELVE_DIGITS = 'must be 12 digits, in quotes';

const settingsSchema = z.strictObject({
  /** Absent: the templates fit any account. */
  account: z.optional(z.string(TWELVE_DIGITS).check(z.regex(/^\d{12}$/, TWELVE_DIGITS))),
  /** Absent: the templates fit any region. */
  region: z.optional(
    z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as "eu-west-1"')),
  ),
  /** Begins the name of every function's Lambda. Two deployments in one region: neither's begins the other's. */
  namePrefix: z._default(
    z
      .string()
      .check(
        z.regex(
          /^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/,
          'must be 1 to 10 characters: a-z first, then a-z, 0-9 or "-", not ending in "-"',
        ),
      ),
    'she',
  ),
  /**
   * Most runs of one function that are at work at a time, over all PDAs, so that it leaves room for the others; the
   * executor works on 500 runs at a time.
   */
  inFlightPerFunction: z._default(
    z
      .int('must be a whole number')
      .check(z.minimum(1, 'must be from 1 to 500'), z.maximum(500, 'must be from 1 to 500')),
    100,
  ),
  /** Accounts of AWS whose PDAs tell of new data over EventBridge; of the deployment's own account all may. */
  pdaAccounts: z._default(z.array(z.string(TWELVE_DIGITS).check(z.regex(/^\d{12}$/, TWELVE_DIGITS))), []),
  /** Absent, which production refuses: alarms still reach their topic, and nobody is subscribed to it. */
  alarmEmail: z.optional(z.email('must be an e-mail address')),
  /** Deploys functions whose manifest says `experimental` as well. */
  beta: z._default(z.boolean(), false),
  /** Keeps stored data when a stack is deleted, and refuses to delete it by accident. */
  production: z._default(z.boolean(), false),
  tags: z._default(z.record(z.string(), z.string()), {}),
});

/** What one deployment of the engine decides, `config/<stage>.json`. */
export const stageConfigSchema = settingsSchema.check(
  z.refine(({ production, alarmEmail }) => !production || alarmEmail !== undefined, {
    path: ['alarmEmail'],
    error: 'is missing, so that alarms of production would tell nobody: add the address of whoever must act',
  }),
);
export type StageConfig = z.infer<typeof stageConfigSchema>;
