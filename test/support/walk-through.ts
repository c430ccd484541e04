import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../../core/model/json.ts';

/** Commands to type, and the reply that the page shows after them. */
export interface Stop {
  readonly commands: string;
  readonly reply?: Json | undefined;
}

/** What a page says to type, in its order. */
export function stopsOf(page: string): readonly Stop[] {
  const blocks = readFileSync(page, 'utf8').matchAll(/^```sh\n(.*?)^```\n(?:\n```json\n(.*?)^```)?/gms);
  return [...blocks].map(([, commands = '', reply]) => ({ commands, reply: reply && JSON.parse(reply) }));
}

/** Types everything into one shell. @returns what each stop printed last on standard output, a line or more */
export async function walk(
  stops: readonly Stop[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number; readonly printed: readonly string[]; readonly errors: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'she-walk-'));
  const script = stops.map(({ commands }, index) => `{ ${commands}\n} > '${folder}/${index}'`).join('\n');
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  let errors = '';
  shell.stderr.on('data', (chunk) => (errors += chunk));
  const [code] = await once(shell, 'close');
  const printed = stops.map((_, index) => read(join(folder, String(index))));
  rmSync(folder, { recursive: true });
  return { code, printed, errors };
}

/** Replies follow each other without a line break; the last one is what the page shows. */
export function lastReply(printed: string): unknown {
  for (let start = 0; start < printed.length; start += 1) {
    if (!'[{'.includes(printed.charAt(start))) continue;
    try {
      return JSON.parse(printed.slice(start));
    } catch {
      // It begins before the last one.
    }
  }
  return printed;
}

/** As jest compares: what is shown must be there, and `…` in a text stands for any other. */
export function expected(shown: Json): unknown {
  if (typeof shown === 'string' && shown.includes('…')) return expect.stringMatching(pattern(shown));
  if (Array.isArray(shown)) return shown.map(expected);
  if (typeof shown !== 'object' || shown === null) return shown;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, expected(value)])),
  );
}

function pattern(shown: string): RegExp {
  const parts = shown.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '(not reached)';
  }
}
