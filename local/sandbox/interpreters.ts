import { realpathSync } from 'node:fs';
import { RUNTIMES } from '../../core/model/runtime.ts';

/** A program that runs functions, with the version it told when it was tried. */
export interface Interpreter {
  /** Real path, no link. */
  readonly path: string;
  /** `20.20.2` */
  readonly version: string;
}

/** What is installed; Python may be missing. */
export interface Interpreters {
  readonly node: Interpreter;
  readonly python?: Interpreter | undefined;
}

const PYTHON_PATHS = ['/usr/bin/python3', '/usr/local/bin/python3'];
const NODE_PATHS = ['/usr/bin/node', '/usr/local/bin/node'];

const isSystemPath = (path: string): boolean => path.startsWith('/usr/');

/** Real path of Python below /usr, where a sandbox sees it; one of a version manager's is not. */
export function findPython(): string | undefined {
  return firstSystemPath(PYTHON_PATHS);
}

/**
 * Real path of Node: the one that runs the engine when it lies below /usr, else one that does, else the engine's
 * own, which the seal then shows to the sandbox as a single file.
 */
export function findNode(own = process.execPath): string {
  return firstSystemPath([own, ...NODE_PATHS]) ?? realpathSync(own);
}

function firstSystemPath(paths: readonly string[]): string | undefined {
  return paths.map(realPath).find((path) => path !== undefined && isSystemPath(path));
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** The family that runs a Lambda runtime here, or `undefined` when this host cannot. */
export function hostedFamily(runtime: string): 'node' | 'python' | undefined {
  const family = RUNTIMES[runtime]?.family;
  return family === 'node' || family === 'python' ? family : undefined;
}

/**
 * What a developer should know before trusting local runs: runtimes this host has no interpreter for, or another
 * version of.
 *
 * @param runtimes Lambda runtime names, `nodejs24.x`
 */
export function runtimeWarnings(interpreters: Interpreters, runtimes: Iterable<string>): readonly string[] {
  return [...new Set(runtimes)].sort().flatMap((runtime) => {
    const family = hostedFamily(runtime);
    const interpreter = family && interpreters[family];
    if (interpreter === undefined) return [`${runtime}: ${missingInterpreter(runtime)}`];
    const wanted = /\d+(\.\d+)*/.exec(runtime)?.[0] ?? '';
    const same = `${interpreter.version}.`.startsWith(`${wanted}.`);
    return same ? [] : [`${runtime}: runs here on ${family} ${interpreter.version} (${interpreter.path})`];
  });
}

/** Why `runtime` cannot run here, and what to do. */
export function missingInterpreter(runtime: string): string {
  return hostedFamily(runtime) === 'python'
    ? 'no python3 below /usr; type: sudo apt-get install --yes python3'
    : 'this host runs nodejs and python functions; run this one on AWS Lambda';
}
