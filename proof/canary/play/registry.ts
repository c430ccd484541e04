import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ErrorCode } from '../../../core/model/error-code.ts';
import { lockRegistry } from '../../../functions-registry/lock-registry.ts';

const FUNCTION = fileURLToPath(new URL('../functions', import.meta.url));

interface Manner {
  /** How its runs end; absent when they succeed. */
  readonly ends?: ErrorCode;
  /** What its manifest says besides. */
  readonly manifest?: Readonly<Record<string, unknown>>;
}

/** What each copy of the function does with what it saw. */
export const MANNERS: Readonly<Record<string, Manner>> = {
  keeps: {},
  prints: {},
  throws: { ends: 'FUNCTION_ERROR' },
  rejects: { ends: 'FUNCTION_ERROR' },
  crashes: { ends: 'FUNCTION_CRASHED' },
  hangs: { ends: 'FUNCTION_TIMEOUT', manifest: { timeout: 1 } },
  lingers: {},
  misplaces: { ends: 'RESULT_OUT_OF_PLACE' },
  deepens: { ends: 'RESULT_OUT_OF_PLACE' },
  overflows: { ends: 'RESULT_TOO_LARGE', manifest: { memory: 256 } },
  rambles: { ends: 'RESULT_INVALID' },
  mistypes: { ends: 'RESULT_INVALID' },
  misleads: { ends: 'RESULT_INVALID' },
  links: { ends: 'RESULT_UNSAFE_TEXT' },
  breaks: { ends: 'RESULT_SCHEMA', manifest: { outputSchema: 'output.schema.json' } },
  asks: {},
  refuses: { ends: 'FUNCTION_ERROR' },
};

export const idOf = (manner: string): string => `canary-${manner}`;

/** Writes a registry with a copy of the function for each manner. */
export async function writeRegistry(folder: string): Promise<void> {
  for (const [manner, { manifest = {} }] of Object.entries(MANNERS)) {
    const copy = join(folder, idOf(manner));
    await mkdir(copy, { recursive: true });
    await cp(FUNCTION, copy, { recursive: true });
    const given = JSON.parse(await readFile(join(copy, 'function.json'), 'utf8'));
    const merged = { ...given, id: idOf(manner), ...manifest };
    await writeFile(join(copy, 'function.json'), JSON.stringify(merged));
    await writeFile(join(copy, 'output.schema.json'), '{"type":"object","additionalProperties":false}');
    await writeFile(join(copy, 'code/manner.mjs'), `export const manner = '${manner}';\n`);
  }
  await lockRegistry(folder);
}
