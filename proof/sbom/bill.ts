import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

const componentSchema = z.looseObject({ 'bom-ref': z.string(), name: z.string() });

/** A software bill of materials in CycloneDX's JSON; the parts that we touch. */
export const billSchema = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  serialNumber: z.optional(z.string()),
  metadata: z.looseObject({ component: componentSchema }),
  components: z.array(componentSchema),
  dependencies: z._default(z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })), []),
});
export type Bill = z.infer<typeof billSchema>;

/** Without what varies from run to run and from folder to folder; its serial number follows from its content. */
export function repeatable(bill: Bill, name: string): Bill {
  const { serialNumber: _random, metadata, ...rest } = bill;
  const { timestamp: _now, ...kept } = metadata as Bill['metadata'] & { timestamp?: unknown };
  const same = { ...rest, metadata: { ...kept, component: { ...metadata.component, name } } };
  return { ...same, serialNumber: `urn:uuid:${uuidOf(JSON.stringify(same))}` };
}

/** A UUID of version 8: made of a hash. */
function uuidOf(content: string): string {
  const bytes = createHash('sha256').update(content).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
