import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { EngineError } from '../../core/errors.ts';

export interface TokenSource {
  readonly token?: string;
  /** `-` is standard input. */
  readonly tokenFile?: string;
}

/** Far more than any token has. */
const MAX_LENGTH = 16_384;
/** What a header can carry: a token that cannot be sent would fail at the first run. */
const TOKEN = /^[\w.~+/=-]+$/;

/** The token that a command was given, in one of three ways. It is in no error. @throws EngineError */
export async function readToken(
  { token, tokenFile }: TokenSource,
  variables: NodeJS.ProcessEnv,
): Promise<string> {
  if (token !== undefined && tokenFile !== undefined)
    throw new EngineError('Give the token once: with --token or with --token-file.');
  const found = token ?? (tokenFile === undefined ? variables.SHE_PDA_TOKEN : await readTokenFile(tokenFile));
  if (found === undefined)
    throw new EngineError('Give the token with --token-file, with SHE_PDA_TOKEN, or with --token.');
  const trimmed = found.trim();
  if (trimmed.length <= MAX_LENGTH && TOKEN.test(trimmed)) return trimmed;
  throw new EngineError(
    'That is no token: give the application token that the PDA issued, and nothing else.',
  );
}

async function readTokenFile(path: string): Promise<string> {
  if (path === '-') return text(process.stdin);
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new EngineError(`${path} cannot be read (${error.code}): correct --token-file.`);
  });
}
