import * as z from 'zod/mini';

/** What secrets look like, whoever issued them; a run of twenty letters and digits is hardly a word or a name. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN/,
  'an AWS access key': /\b(AKIA|ASIA)[A-Z0-9]{8,}/,
  'a signed token': /\beyJ[\w-]+\.[\w-]+/,
  'a token of a service': /\b(gh[a-z]|github_pat|glpat|npm|sk|pk|xox[a-z])[_-]\w{8,}/i,
  'an address with a password': /\/\/[^/\s]*:[^/\s]*@/,
  'a secret key of AWS':
    /(?<![\w+=])(?=[\w/+]*\d)(?=(?:[a-z\d/+]*[A-Z]){4})(?=(?:[A-Z\d/+]*[a-z]){4})[A-Za-z\d/+]{40}(?![\w/+=])/,
};

/** Names in an address may be as long and cannot be written otherwise, so that addresses alone are not held to it. */
const RUN = /(?=[a-z0-9+=]*\d)(?=[a-z0-9+=]*[a-z])[a-z0-9+=]{20,}/i;
const RUN_WORDS = 'a key or a token (if it is none, put "-", "." or "_" between its words)';

const PASSWORD_NAME = /passw|secret|token|credential|api-?key/i;

/** Refuses a configuration that holds what looks like a secret, wherever in it; the message never shows it. */
export const noSecrets = z.check<unknown>(({ value, issues }) => {
  for (const [path, text] of textsOf(value, [])) {
    const found = secretIn(path, text);
    if (found === undefined) continue;
    const message = `looks like ${found}: this file is read by many; keep secrets in AWS Secrets Manager`;
    issues.push({ code: 'custom', path, message, input: undefined });
  }
});

function secretIn(path: readonly PropertyKey[], text: string): string | undefined {
  // Its name is what is wrong with such a tag, and told once.
  if (path[0] === 'tags' && PASSWORD_NAME.test(String(path[1])))
    return text === path[1] ? 'the name of a secret' : undefined;
  const shape = Object.entries(SHAPES).find(([, pattern]) => pattern.test(text));
  if (shape) return shape[0];
  return RUN.test(besidesNames(path, text)) ? RUN_WORDS : undefined;
}

/** What of a text is no address of people or pages: of a URL all but its path is left. */
function besidesNames([field]: readonly PropertyKey[], text: string): string {
  if (field === 'alarmEmail') return text.replace(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, '');
  if (field === 'runbookUrl') return text.replace(/^(https:\/\/[^/?#\s]*)\/[^?#\s]*/, '$1');
  return text;
}

/** Every text of a value with its place, the names of a record included. */
function* textsOf(value: unknown, path: PropertyKey[]): Generator<[PropertyKey[], string]> {
  if (typeof value === 'string') yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    yield [[...path, name], name];
    yield* textsOf(inner, [...path, name]);
  }
}
