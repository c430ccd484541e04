import * as z from 'zod/mini';
import { functionIdSchema, pdaNameSchema, sha256Schema } from '../../core/model/names.ts';

/** What CloudFormation asks of a custom resource, as far as every kind of request has it. */
export const resourceRequestSchema = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  /** `arn:aws:cloudformation:<region>:<account>:stack/<name>/<uuid>` */
  StackId: z.string().check(z.regex(/:stack\/[^/]+\//)),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.optional(z.string()),
  ResourceProperties: z.optional(z.unknown()),
});
export type ResourceRequest = z.infer<typeof resourceRequestSchema>;

/** CloudFormation makes texts of numbers. `$LATEST` is no version. */
const numbered = z.coerce.string().check(z.regex(/^[1-9]\d*$/, 'must be the number of a version'));
const percentage = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100));

/** What a functions stack says of its functions: `FunctionRegistration` in lib/constructs writes it. */
export const registrationPropertiesSchema = z.object({
  Packages: z.object({ Bucket: z.string(), Key: z.string(), Hash: sha256Schema }),
  Functions: z.record(
    functionIdSchema,
    z.object({
      Process: numbered,
      Bundle: numbered,
      Configuration: numbered,
      /** Share of all PDAs that get a new version. */
      Percentage: z._default(percentage, 100),
    }),
  ),
  OnlyFor: z.optional(pdaNameSchema),
});
export type RegistrationProperties = z.infer<typeof registrationPropertiesSchema>;

export function stackName({ StackId }: ResourceRequest): string {
  return StackId.split('/')[1] ?? '';
}
