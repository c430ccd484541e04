// Taking what belongs to everybody: disk, memory, processes, files, attention.
import { spawn } from 'node:child_process';
import { openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { held } from './held.mjs';

const MB = 1024 * 1024;

function fill({ path, megabytes }) {
  const file = path.replace('TMP', tmpdir());
  try {
    writeFileSync(file, Buffer.alloc(megabytes * MB, 1));
    return `${megabytes} MB`;
  } finally {
    rmSync(file, { force: true });
  }
}

/** Takes no space, but says that it does. */
function fillSparsely({ megabytes }) {
  const file = `${tmpdir()}/sparse`;
  writeFileSync(file, '');
  try {
    truncateSync(file, megabytes * MB);
    return `${megabytes} MB`;
  } finally {
    rmSync(file);
  }
}

function fillWithFiles({ files }) {
  const names = Array.from({ length: files }, (_, index) => `${tmpdir()}/many-${index}`);
  try {
    for (const name of names) writeFileSync(name, Buffer.alloc(64 * 1024, 1));
    return `${files} files`;
  } finally {
    for (const name of names) rmSync(name, { force: true });
  }
}

function openMany({ files }) {
  for (let count = 0; count < files; count += 1) openSync('/dev/null');
  return `${files} files`;
}

async function startMany({ processes }) {
  const children = [];
  try {
    for (let count = 0; count < processes; count += 1) children.push(startOne());
    return `${processes} processes`;
  } finally {
    for (const child of children) child.kill('SIGKILL');
  }
}

function startOne() {
  const child = spawn('/usr/bin/sleep', ['1000'], { stdio: 'ignore' });
  child.on('error', () => {});
  return child.pid === undefined ? held('refused') : child;
}

/** Each makes two; `depth` bounds it where nothing else does. Called with marker, depth and itself. */
const BOMB =
  'if [ "$1" -gt 0 ]; then for i in 1 2; do sh -c "$2" "$0" $(($1 - 1)) "$2" & done; fi; sleep 1000; :';

/** Burns until it is ended. */
async function explode({ marker, depth }) {
  spawn('/bin/sh', ['-c', BOMB, marker, String(depth), BOMB], { stdio: 'ignore' }).on('error', () => {});
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  return 'burnt out';
}

function holdMemory({ megabytes }) {
  const held = Array.from({ length: megabytes / 64 }, () => Buffer.alloc(64 * MB, 1));
  return `${held.length * 64} MB`;
}

/** Each process stays below its own limit; together they are far above. */
async function holdTogether({ processes, megabytes }) {
  const script = `const held = Buffer.alloc(${megabytes * MB}, 1); setInterval(() => held[0], 1000); console.log('held');`;
  const children = Array.from({ length: processes }, () => {
    const child = spawn(process.execPath, ['--eval', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = new Promise((_, reject) => child.once('exit', reject).once('error', reject));
    const holds = new Promise((resolve) => child.stdout.once('data', resolve));
    return { child, ready: Promise.race([holds, ended.catch(() => held('one was ended'))]) };
  });
  await Promise.all(children.map(({ ready }) => ready));
  // Whoever looks every now and then must have looked.
  await new Promise((resolve) => setTimeout(resolve, 600));
  for (const { child } of children) child.kill('SIGKILL');
  return `${processes * megabytes} MB`;
}

/** As fast as it can, and says how much it was. */
function flood({ megabytes }) {
  const line = Buffer.from(`${'x'.repeat(1023)}\n`);
  let bytes = 0;
  const end = Date.now() + 8000;
  while (bytes < megabytes * MB && Date.now() < end) {
    try {
      bytes += writeSync(1, line);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
  return bytes;
}

export const resources = {
  fill,
  'fill sparsely': fillSparsely,
  'fill with files': fillWithFiles,
  'open many': openMany,
  'start many': startMany,
  explode,
  'hold memory': holdMemory,
  'hold together': holdTogether,
  flood,
};
