import * as z from 'zod/mini';
import { functionIdSchema, versionSchema } from '../../core/model/names.ts';

const dimensionsSchema = z.object({ FunctionId: functionIdSchema, Version: versionSchema });

/**
 * What CloudWatch tells over EventBridge when an alarm goes off, as far as it says which version the alarm watches:
 * those are the dimensions of its metric.
 */
export const alarmEventSchema = z.object({
  detail: z.object({
    state: z.object({ value: z.literal('ALARM') }),
    configuration: z.object({
      metrics: z
        .array(
          z.object({
            metricStat: z.object({ metric: z.object({ dimensions: dimensionsSchema }) }),
          }),
        )
        .check(z.length(1)),
    }),
  }),
});
