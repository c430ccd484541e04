import { rename, rm, writeFile } from 'node:fs/promises';

/**
 * Replaces files by JSON, each at once: all are written beside their places first, so that a full disk or a
 * killed process leaves every old file whole.
 */
export async function replaceFiles(
  contents: readonly (readonly [path: string, value: unknown])[],
): Promise<void> {
  const drafts = contents.map(([path, value]) => ({ path, draft: `${path}.${process.pid}.tmp`, value }));
  try {
    for (const { draft, value } of drafts) await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`);
    for (const { draft, path } of drafts) await rename(draft, path);
  } finally {
    for (const { draft } of drafts) await rm(draft, { force: true });
  }
}
