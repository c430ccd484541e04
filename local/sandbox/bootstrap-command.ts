import { nodeHeap } from './limits.ts';

/**
 * The command line that runs a family's bootstrap.
 *
 * @param interpreter its path, and `bootstraps` the folder of bootstraps, as the process sees them
 * @param memory MB
 */
export function bootstrapCommand(
  family: 'node' | 'python',
  interpreter: string,
  bootstraps: string,
  memory: number,
): readonly string[] {
  return family === 'node'
    ? [interpreter, `--max-old-space-size=${nodeHeap(memory)}`, `${bootstraps}/bootstrap.mjs`]
    : [interpreter, '-I', '-B', '-u', `${bootstraps}/bootstrap.py`];
}
