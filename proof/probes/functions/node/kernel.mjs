// Calls that reach for the kernel itself. Their arguments cannot do anything, so that they are harmless unsealed, too.
import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { held } from './held.mjs';
import { systemCall } from './native.mjs';

const { EPERM, ENOSYS } = constants.errno;

/** A refusal by the filter is told apart from the kernel's own complaint about the arguments. */
function askKernel({ call, args, mustSucceed }) {
  const code = systemCall(call, args);
  const isRefused = mustSucceed ? code !== 0 : code === EPERM || code === ENOSYS;
  return isRefused ? held(`errno ${code}`) : `errno ${code}`;
}

function run({ command }) {
  const [program, ...args] = command;
  const { status, stderr, error } = spawnSync(program, args);
  if (error) throw error;
  return status === 0 ? 'done' : held(stderr.toString());
}

export const kernel = { 'system call': askKernel, run };
