/** Something within a resource, by its dotted path; undefined where it is not there. */
export interface ValueChange {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** What differs between two values, no more of them than that: `Code.S3Key`, not the whole of `Code`. */
export function valueChanges(name: string, before: unknown, after: unknown): readonly ValueChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isFields(before) || !isFields(after)) return [{ name, before, after }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((one) => valueChanges(`${name}.${one}`, before[one], after[one]));
}

/** A reference is one value, and so is a list: their parts mean little alone. */
function isFields(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));
}
