// Other processes: seeing them, reading them, steering them.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { held } from './held.mjs';

function signal({ pid }) {
  process.kill(pid, 0);
  return `process ${pid} can be signalled`;
}

/** Processes that are neither this one nor started by it, told by what they were called with. */
function seeOthers() {
  const own = process.env.AWS_LAMBDA_RUNTIME_API;
  const others = readdirSync('/proc').filter((name) => Number(name) > 0 && isForeign(name, own));
  return others.length > 0 ? `${others.length} others` : held('none');
}

function isForeign(pid, own) {
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (line === '' || line.includes('bwrap') || line.includes('bootstrap.')) return false;
    return Number(pid) !== process.pid && !line.includes(own);
  } catch {
    return false;
  }
}

function openMemory({ pid }) {
  closeSync(openSync(`/proc/${pid}/mem`, 'r+'));
  return 'opened for writing';
}

function raisePriority() {
  setPriority(0, 0);
  setPriority(0, -1);
  return "above the engine's own";
}

const IDLER = 'setInterval(() => {}, 1000); process.on("SIGTERM", () => {});';
/** Started by a process that is gone at once, in a session of its own: nobody's child. */
const ORPHAN = `require('node:child_process').spawn(process.execPath, process.argv.slice(1), { detached: true, stdio: 'ignore' }).unref();`;

async function leaveProcess({ marker, busy }) {
  const script = busy ? `${IDLER} for (;;) {}` : IDLER;
  const parent = spawn(process.execPath, ['--eval', ORPHAN, '--', '--eval', script, marker], {
    stdio: 'ignore',
    detached: true,
  });
  await new Promise((resolve, reject) => parent.once('exit', resolve).once('error', reject));
  return 'left behind';
}

/** Never answers, and hears no signal. */
async function outliveTime(event) {
  await leaveProcess(event);
  process.on('SIGTERM', () => {});
  for (;;);
}

export const processes = {
  signal,
  'other processes': seeOthers,
  'memory of a process': openMemory,
  priority: raisePriority,
  'leave a process': leaveProcess,
  'outlive its time': outliveTime,
};
