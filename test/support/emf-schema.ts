import * as z from 'zod/mini';

/** Namespaces, metrics and dimensions: printable, and as long as CloudWatch takes them. */
const name = (most: number) => z.string().check(z.regex(/^[\x21-\x7e]+$/), z.maxLength(most));

const metricDirective = z.strictObject({
  Namespace: name(1024),
  Dimensions: z.array(z.array(name(250)).check(z.maxLength(30))).check(z.minLength(1)),
  Metrics: z
    .array(
      z.strictObject({
        Name: name(1024),
        Unit: z.enum(['Count', 'Seconds', 'None']),
        StorageResolution: z.optional(z.literal([1, 60])),
      }),
    )
    .check(z.minLength(1), z.maxLength(100)),
});

const rootSchema = z.looseObject({
  _aws: z.strictObject({
    Timestamp: z.int().check(z.minimum(1)),
    CloudWatchMetrics: z.array(metricDirective).check(z.minLength(1)),
  }),
});

/**
 * What CloudWatch's specification of the embedded metric format says is wrong with a line of a log: its shape, a metric
 * that is no number, a dimension that is no text, or one that is missing.
 */
export function emfProblems(line: Readonly<Record<string, unknown>>): readonly string[] {
  const read = rootSchema.safeParse(line);
  if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return read.data._aws.CloudWatchMetrics.flatMap(({ Dimensions, Metrics }) => [
    ...Metrics.filter(({ Name }) => !Number.isFinite(line[Name])).map(({ Name }) => `${Name} is no number`),
    ...Dimensions.flat()
      .filter((one) => typeof line[one] !== 'string' || line[one] === '' || line[one].length > 1024)
      .map((one) => `${one} is no text that a dimension can have`),
  ]);
}
