import { availableParallelism, totalmem } from 'node:os';

const MB = 1024 * 1024;

/** Threads and processes of one sandbox; Node alone needs a dozen. */
const MAX_PROCESSES = 128;
const MAX_OPEN_FILES = 256;
/** CPU seconds of one process over its life. A backstop: environments retire long before (environment.ts). */
const MAX_CPU_SECONDS = 3600 * Math.max(1, availableParallelism());
/** What an interpreter reserves without ever touching it, mostly stacks of its threads. */
const RESERVED_MB = 256;
/** What an interpreter needs before the function's first line; Lambda's figure includes it, but its images are leaner. */
const INTERPRETER_MB = 64;

/** MB in memory at which the whole tree is ended; the limit per process below bounds what happens between two looks. */
export function treeMemoryLimit(memory: number): number {
  return memory + INTERPRETER_MB;
}

/** MB of heap after which Node collects garbage rather than growing; it cannot see the limits below by itself. */
export function nodeHeap(memory: number): number {
  return Math.floor(memory * 0.9);
}

/** MB of heap of a Java function; the rest of its memory is for classes, compiled code and threads. */
export function javaHeap(memory: number): number {
  return Math.floor(memory * 0.7);
}

/** Bytes of /tmp: as asked, but at most an eighth of the machine, since it lies in memory. */
export function tmpBytes(ephemeralStorage: number, machine = totalmem()): number {
  return Math.min(ephemeralStorage * MB, Math.floor(machine / 8));
}

/**
 * The command line that gives way to `command` under limits which it cannot raise. Polite, so that functions never
 * starve the engine.
 *
 * @param memory MB
 * @param largestFile bytes
 */
export function limited(memory: number, largestFile: number, command: readonly string[]): readonly string[] {
  return [
    '/usr/bin/nice',
    '--adjustment=10',
    '/usr/bin/prlimit',
    `--data=${(memory + RESERVED_MB) * MB}`,
    `--nproc=${MAX_PROCESSES}`,
    `--nofile=${MAX_OPEN_FILES}`,
    `--fsize=${largestFile}`,
    `--cpu=${MAX_CPU_SECONDS}`,
    '--core=0',
    '--',
    ...command,
  ];
}
