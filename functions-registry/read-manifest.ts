import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import { ENGLISH } from '../core/model/english.ts';
import { type Manifest, manifestSchema } from '../core/model/manifest.ts';
import { jsonPath, MANIFEST, type Problem, shown } from './registry-invalid.ts';

/** A function.json as far as it can be understood: the fields that are right, and what is wrong with the others. */
export interface ReadManifest {
  /** Present when every field is right. */
  readonly manifest?: Manifest | undefined;
  /** The fields that are right by themselves, so that whatever depends on them alone is checked all the same. */
  readonly fields: Partial<Manifest>;
  readonly problems: readonly Problem[];
}

/** Reads `<directory>/function.json` and judges it by the manifest schema and the name of its folder. */
export async function readManifest(directory: string): Promise<ReadManifest> {
  const folder = basename(directory);
  const file = `${folder}/${MANIFEST}`;
  const raw = parseJson(readFileSync(join(directory, MANIFEST), 'utf8'), file);
  if ('problem' in raw) return { fields: {}, problems: [raw.problem] };
  const parsed = manifestSchema.safeParse(raw.value, ENGLISH);
  const fields = parsed.data ?? rightFields(raw.value);
  const known = Object.keys(manifestSchema.shape);
  const problems = [
    ...(parsed.error?.issues ?? []).flatMap((issue) => problemsOf(issue, { file, value: raw.value, known })),
    ...wrongFolder(fields.id, folder, file),
  ];
  return { manifest: parsed.data, fields, problems };
}

/** Reads JSON text, or says where it breaks. */
export function parseJson(text: string, file: string): { value: unknown } | { problem: Problem } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { problem: { file, path: '$', found, remedy: 'must be JSON' } };
  }
}

function rightFields(value: unknown): Partial<Manifest> {
  const record = z.record(z.string(), z.unknown()).safeParse(value).data ?? {};
  const right = Object.entries(manifestSchema.shape).flatMap(([name, schema]) => {
    const field = z.safeParse(schema, record[name]);
    return field.success ? [[name, field.data]] : [];
  });
  return Object.fromEntries(right);
}

/** A JSON file that a schema judged. */
interface Judged {
  /** Relative to the registry. */
  readonly file: string;
  readonly value: unknown;
  /** Fields that it may have at its top. */
  readonly known: readonly string[];
}

/** What an issue of a schema says about a file. */
export function problemsOf(issue: z.core.$ZodIssue, { file, value, known }: Judged): Problem[] {
  if (issue.code !== 'unrecognized_keys') {
    return [problemAt(issue.path, value, file, remedyOf(issue.message))];
  }
  const knownFields = issue.path.length === 0 ? `; known fields: ${known.join(', ')}` : '';
  return issue.keys.map((key) =>
    problemAt([...issue.path, key], value, file, `remove it or correct its name${knownFields}`),
  );
}

/** `Invalid input: expected string, received undefined` says what would do in its middle. */
function remedyOf(message: string): string {
  return message.replace(/^[A-Z][a-z ]+: (?=expected)/, '').replace(/, received .*$/, '');
}

function problemAt(path: readonly PropertyKey[], value: unknown, file: string, remedy: string): Problem {
  const at = path.reduce<unknown>(
    (inner, segment) => (inner as Record<PropertyKey, unknown>)?.[segment],
    value,
  );
  return { file, path: jsonPath(path), found: shown(at), remedy };
}

function wrongFolder(id: string | undefined, folder: string, file: string): Problem[] {
  if (id === undefined || id === folder) return [];
  return [{ file, path: '$.id', found: shown(id), remedy: `must be the name of its folder, "${folder}"` }];
}
