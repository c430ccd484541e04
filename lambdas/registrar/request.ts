import * as z from 'zod/mini';
import { functionIdSchema, pdaNameSchema, sha256Schema } from '../../core/model/names.ts';

/** Where and as what a request is answered, whatever else it says. */
export const answerAddressSchema = z.object({
  ResponseURL: z.url(),
  StackId: z._default(z.string(), ''),
  RequestId: z._default(z.string(), ''),
  LogicalResourceId: z._default(z.string(), ''),
});
export type AnswerAddress = z.infer<typeof answerAddressSchema>;

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
  OldResourceProperties: z.optional(z.unknown()),
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

const namedFunctionsSchema = z.object({ Functions: z.record(z.string(), z.unknown()) });

/** Ids of the functions that the stack had before the request. */
export function formerFunctions(request: ResourceRequest): readonly string[] {
  const { RequestType, ResourceProperties, OldResourceProperties } = request;
  const read = namedFunctionsSchema.safeParse(
    RequestType === 'Delete' ? ResourceProperties : OldResourceProperties,
  );
  const ids = read.success ? Object.keys(read.data.Functions) : [];
  return ids.filter((id) => functionIdSchema.safeParse(id).success);
}

export function stackName({ StackId }: ResourceRequest): string {
  return StackId.split('/')[1] ?? '';
}
