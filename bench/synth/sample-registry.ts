import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockRegistry } from '../../functions-registry/lock-registry.ts';

/** Characters of each function's code; random, so that packing it is as hard as packing can be. */
const CODE = 4000;

/** Makes a registry of so many small functions, each with code of its own, approved in lock.json. */
export async function makeRegistry(directory: string, functions: number): Promise<void> {
  for (let number = 0; number < functions; number++) await makeFunction(directory, `sample-${number}`);
  await lockRegistry(directory);
}

async function makeFunction(directory: string, id: string): Promise<void> {
  const code = join(directory, id, 'code');
  await mkdir(code, { recursive: true });
  await writeFile(
    join(code, 'index.mjs'),
    `export const text = '${randomBytes(CODE / 2).toString('hex')}';\n`,
  );
  const manifest = {
    id,
    version: '1.0.0',
    namespace: 'she',
    endpoint: `insights/${id}`,
    runtime: 'nodejs24.x',
    code: 'code',
    handlers: { configuration: 'index.configuration', bundle: 'index.bundle', process: 'index.process' },
  };
  await writeFile(join(directory, id, 'function.json'), JSON.stringify(manifest));
}
