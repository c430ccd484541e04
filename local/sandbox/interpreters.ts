import { realpathSync } from 'node:fs';
import type { HostedFamily } from './hosted-family.ts';

/** A program that runs functions, with the version it told when it was tried. */
export interface Interpreter {
  /** Real path, no link. */
  readonly path: string;
  /** `20.20.2` */
  readonly version: string;
}

/** Java, with what it needs besides itself. */
export interface JavaInterpreter extends Interpreter {
  /** Folders outside its own that its settings lie in. */
  readonly settings: readonly string[];
  /** Jars of the client that calls handlers; absolute paths. */
  readonly client: readonly string[];
  /** Perl, which carries what Java and the host say to each other. */
  readonly bridge: string;
}

/** What is installed, by family; all but Node may be missing. That of `bootstrap` is the Perl that starts it. */
export interface Interpreters {
  readonly node: Interpreter;
  readonly python?: Interpreter | undefined;
  readonly java?: JavaInterpreter | undefined;
  readonly bootstrap?: Interpreter | undefined;
  /** Why a family is missing and what to do, where there is more to say than which package to install. */
  readonly absent?: Readonly<Partial<Record<HostedFamily, string>>> | undefined;
}

const PYTHON_PATHS = ['/usr/bin/python3', '/usr/local/bin/python3'];
const NODE_PATHS = ['/usr/bin/node', '/usr/local/bin/node'];
const PERL_PATHS = ['/usr/bin/perl'];

const isSystemPath = (path: string): boolean => path.startsWith('/usr/');

/** Real path of Python below /usr, where a sandbox sees it; one of a version manager's is not. */
export function findPython(): string | undefined {
  return firstSystemPath(PYTHON_PATHS);
}

/** Real path of Perl below /usr. */
export function findPerl(): string | undefined {
  return firstSystemPath(PERL_PATHS);
}

/**
 * Real path of Node: the one that runs the engine when it lies below /usr, else one that does, else the engine's
 * own, which the seal then shows to the sandbox as a single file.
 */
export function findNode(own = process.execPath): string {
  return firstSystemPath([own, ...NODE_PATHS]) ?? realpathSync(own);
}

/** Real path of the first of these programs that lies below /usr. */
export function firstSystemPath(paths: readonly string[]): string | undefined {
  return paths.map(realPath).find((path) => path !== undefined && isSystemPath(path));
}

/** The version in what a program says of itself: `3.13.1` of `Python 3.13.1`. */
export function versionIn(answer: string): string {
  return /\d+(\.\d+)*/.exec(answer)?.[0] ?? '';
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
