import { execFile } from 'node:child_process';
import * as z from 'zod/mini';

const advisorySchema = z.looseObject({
  url: z.string(),
  title: z._default(z.string(), ''),
  severity: z._default(z.string(), 'unknown'),
  range: z._default(z.string(), ''),
});
const auditSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.looseObject({ via: z.array(z.union([z.string(), advisorySchema])) }),
  ),
});

/** A published weakness of a package that is installed. */
export interface Advisory {
  /** `GHSA-…`, or the whole address where there is none. */
  readonly id: string;
  readonly package: string;
  readonly severity: string;
  readonly title: string;
}

/** What the registry knows about weaknesses, or why it did not tell. */
export type AuditAnswer =
  | { readonly kind: 'answered'; readonly advisories: readonly Advisory[] }
  | { readonly kind: 'no answer'; readonly why: string };

/** Reads what `npm audit --json` printed. */
export function readAudit(printed: string): AuditAnswer {
  const parsed = parseJson(printed);
  const read = auditSchema.safeParse(parsed);
  if (!read.success) return { kind: 'no answer', why: reasonIn(parsed) };
  const advisories = Object.entries(read.data.vulnerabilities).flatMap(([name, { via }]) =>
    via.flatMap((one) => (typeof one === 'string' ? [] : [{ ...advisoryOf(one), package: name }])),
  );
  return { kind: 'answered', advisories };
}

/** Asks the registry. It exits with 1 both when it found something and when nobody answered. */
export function askRegistry(root: string): Promise<AuditAnswer> {
  const options = { cwd: root, timeout: 60_000, maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    execFile('npm', ['audit', '--json', '--loglevel=silent'], options, (_error, stdout) =>
      resolve(readAudit(stdout)),
    );
  });
}

function advisoryOf({ url, severity, title }: z.infer<typeof advisorySchema>): Omit<Advisory, 'package'> {
  return { id: /GHSA(-\w+){3}/.exec(url)?.[0] ?? url, severity, title };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** npm names the registry's address in it, which depends on who asks. */
function reasonIn(answer: unknown): string {
  const read = z.object({ message: z.string() }).safeParse(answer);
  return read.data?.message.replace(/ - .*$/, '') || 'nothing that could be read';
}
