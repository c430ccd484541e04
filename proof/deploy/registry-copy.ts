import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../core/errors.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The function that the trial changes; everything else of the registry is deployed beside it. */
export const FUNCTION = 'sentiment-tracker';
/** Where it reads, and where it writes. */
export const READS = 'rumpel/notablesv1';
export const WRITES = 'she/insights/emotions';

/** What of it tells its version: to the engine, and to owners. */
const TOLD_IN = ['function.json', 'code/published.py'];

/** A registry of the trial's own, in which functions may be changed. */
export async function copyRegistry(folder: string): Promise<string> {
  const registry = join(folder, 'registry');
  await cp(join(ROOT, 'functions-registry'), registry, { recursive: true });
  // Where builds find their tools.
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return registry;
}

/** Makes another version of the function, in some or all of the places that tell it. */
export async function changeVersion(
  registry: string,
  from: string,
  to: string,
  places: readonly string[] = TOLD_IN,
): Promise<void> {
  for (const place of places) {
    const file = join(registry, FUNCTION, place);
    const before = await readFile(file, 'utf8');
    if (!before.includes(`"${from}"`)) throw new EngineError(`${file} does not say "${from}".`);
    await writeFile(file, before.replaceAll(`"${from}"`, `"${to}"`));
  }
}
