// Files of the machine, of the engine and of other tenants, and places that must not be written.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { held } from './held.mjs';

const SET_USER_ID = 0o4000;

function readSomething({ path }) {
  const content = readFileSync(path, 'utf8');
  return content.length > 0 ? content : held('empty');
}

function listSomething({ path }) {
  const names = readdirSync(path);
  return names.length > 0 ? names : held('empty');
}

function leaveBehind(folder) {
  const path = `${folder}/left-behind-${process.pid}`;
  try {
    chmodSync(folder, 0o755);
  } catch {
    // Then it has to do as it is.
  }
  writeFileSync(path, '');
  rmSync(path);
  return `wrote ${path}`;
}

/** What it finds there, it writes again. */
function writeBack({ path }) {
  writeFileSync(path, readFileSync(path));
  return `wrote ${path}`;
}

function readEnvironment() {
  return process.env.SHE_PROBE_SECRET ?? held('no such variable');
}

/** Files that somebody left open for whoever comes next. */
function findDescriptors() {
  const files = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  const foreign = files.filter((path) => path.startsWith('/') && !/^\/(dev|proc)\//.test(path));
  return foreign.length > 0 ? foreign : held('none');
}

/** Whether a program that belongs to root, and says so, would run as root. */
function findSetUserId() {
  const path = ['/usr/bin/su', '/usr/bin/passwd', '/usr/bin/mount'].find(
    (name) => existsSync(name) && (statSync(name).mode & SET_USER_ID) !== 0 && statSync(name).uid === 0,
  );
  if (path === undefined) held('none that belongs to root');
  const isBound = /^NoNewPrivs:\s*1$/m.test(readFileSync('/proc/self/status', 'utf8'));
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '));
  const [, , , options = ''] = mounts.filter(([, at]) => at === '/usr' || at === '/').at(-1) ?? [];
  return isBound || options.split(',').includes('nosuid') ? held('it would run as anybody') : path;
}

function linkOut({ victim }) {
  const link = `${tmpdir()}/link-${process.pid}`;
  symlinkSync(victim, link);
  if (!lstatSync(link).isSymbolicLink()) held('no link');
  writeFileSync(`${link}/left-behind`, 'through a link');
  return 'wrote through a link';
}

/** A device would be the whole disk, or the kernel's memory. */
function openDevice() {
  const devices = readdirSync('/dev').filter((name) =>
    /^(sd|vd|nvme|xvd|kmsg$|mem$|loop|ptmx$|kvm$|fuse$)/.test(name),
  );
  const foreign = devices.filter((name) => name !== 'ptmx' && opens(`/dev/${name}`));
  return foreign.length > 0 ? foreign : held('none');
}

function opens(path) {
  try {
    openSync(path, 'r');
    return true;
  } catch {
    return false;
  }
}

function makeNode() {
  const path = `${tmpdir()}/device-${process.pid}`;
  const { status, stderr } = spawnSync('/usr/bin/mknod', [path, 'c', '1', '3']);
  if (status !== 0) held(stderr.toString());
  rmSync(path);
  return 'made a device';
}

function nameFolderLikeHost({ path }) {
  mkdirSync(path);
  rmSync(path, { recursive: true });
  return `made ${path}`;
}

export const files = {
  read: readSomething,
  list: listSomething,
  'write back': writeBack,
  'make folder': nameFolderLikeHost,
  'its own code': () => leaveBehind(process.env.LAMBDA_TASK_ROOT),
  'its runtime': () => leaveBehind(process.env.LAMBDA_RUNTIME_DIR),
  'environment variables': readEnvironment,
  'open descriptors': findDescriptors,
  'set-user-id programs': findSetUserId,
  'link out': linkOut,
  devices: openDevice,
  'make device': makeNode,
};
