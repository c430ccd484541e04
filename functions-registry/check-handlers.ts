import type { Manifest } from '../core/model/manifest.ts';
import { RUNTIMES } from '../core/model/runtime.ts';
import { type Problem, shown } from './registry-invalid.ts';

/** Names every handler whose file is not in the package, for the runtimes whose handler names tell the file. */
export function checkHandlers(
  { runtime, handlers }: Pick<Manifest, 'runtime' | 'handlers'>,
  files: ReadonlyMap<string, string>,
  file: string,
): Problem[] {
  return Object.entries(handlers).flatMap(([call, handler]) => {
    const candidates = handlerFiles(runtime, handler);
    if (!candidates || candidates.some((candidate) => files.has(candidate))) return [];
    const wanted = candidates.join(' or ') || 'a name such as "index.handler"';
    const remedy = candidates.length > 0 ? `the package must hold ${wanted}` : `must be ${wanted}`;
    return [{ file, path: `$.handlers.${call}`, found: shown(handler), remedy }];
  });
}

/**
 * The files a runtime would load a handler from; none when the name cannot be one, undefined when the runtime's
 * handler names do not tell.
 */
function handlerFiles(runtime: string, handler: string): string[] | undefined {
  switch (RUNTIMES[runtime]?.family) {
    case 'node': {
      const [, module] = /^(.*?[^/.][^/.]*)\.[^/]+$/.exec(handler) ?? [];
      return module ? ['.mjs', '.js', '.cjs'].map((ending) => module + ending) : [];
    }
    case 'python': {
      const [, module] = /^(.+)\.[^./]+$/.exec(handler) ?? [];
      const path = module?.replaceAll('.', '/');
      return path ? [`${path}.py`, `${path}/__init__.py`] : [];
    }
    case 'bootstrap':
      return ['bootstrap'];
    default:
      return undefined;
  }
}
