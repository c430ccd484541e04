import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { EngineError } from '../../core/errors.ts';
import type { FunctionReleases } from '../../core/model/function-releases.ts';
import {
  type ReleaseSummary,
  releaseSummary,
  releaseSummarySchema,
} from '../../core/model/release-summary.ts';
import { replaceFile } from '../data-directory/replace-file.ts';

const fileOf = (dataDir: string) => join(dataDir, 'registered.json');

/** Leaves word of what an engine on one machine has registered at its start, for commands that look. */
export async function writeRegistered(dataDir: string, all: readonly FunctionReleases[]): Promise<void> {
  await replaceFile(fileOf(dataDir), `${JSON.stringify(all.map(releaseSummary), undefined, 2)}\n`);
}

/** @throws EngineError when no engine has started with the directory */
export async function readRegistered(dataDir: string): Promise<readonly ReleaseSummary[]> {
  const file = fileOf(dataDir);
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new EngineError(`No engine has run with ${dataDir}: choose its data directory with --data-dir.`);
  });
  try {
    return z.array(releaseSummarySchema).parse(JSON.parse(content));
  } catch {
    throw new EngineError(`${file} cannot be read: start the engine, which writes it anew.`);
  }
}
