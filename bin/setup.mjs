/**
 * Makes a fresh clone ready to run: npm packages, and the system packages that seal and run functions. Has no
 * dependencies, since there may be none yet.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 20];

/** Holds a file for each process that installs or is about to, named by its id. */
const INSTALLING = join(ROOT, '.build', 'installing');
const LONGEST_WAIT_MS = 15 * 60_000;

/** Debian package → the program it brings. */
const SYSTEM_PACKAGES = { bubblewrap: '/usr/bin/bwrap', python3: '/usr/bin/python3' };

/**
 * Prepares the clone, or says which command to type and ends the process.
 * @param {{ systemPackages: boolean }} needs
 */
export function prepare({ systemPackages }) {
  checkNode();
  if (!hasNpmPackages()) oneAtATime(() => hasNpmPackages() || installNpmPackages());
  if (systemPackages && process.platform === 'linux') installSystemPackages();
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isOldEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (!isOldEnough) {
    giveUp(
      `Node ${process.versions.node} is too old: install Node ${OLDEST_NODE.join('.')} or newer, 24 is best.`,
    );
  }
}

/** `npm ci` begins by emptying node_modules: two at once would each take away what the other makes. */
function oneAtATime(work) {
  const mine = join(INSTALLING, String(process.pid));
  const end = Date.now() + LONGEST_WAIT_MS;
  mkdirSync(INSTALLING, { recursive: true });
  process.once('exit', () => rmSync(mine, { force: true }));
  for (let hasSaid = false; ; ) {
    // Who sees no other after writing its own is seen by whoever comes later.
    writeFileSync(mine, '');
    const [other] = readdirSync(INSTALLING).filter((id) => Number(id) !== process.pid && isAlive(Number(id)));
    if (other === undefined) break;
    rmSync(mine);
    if (!hasSaid) console.error(`Waiting for process ${other}, which installs npm packages …`);
    hasSaid = true;
    if (Date.now() > end)
      giveUp(`Process ${other} does not finish. If it installs nothing, type:\n  rm -r ${INSTALLING}`);
    // Two that came at the same moment part by chance.
    sleep(100 + Math.random() * 400);
  }
  work();
  rmSync(mine);
}

/** One that was killed has left its file behind. */
function isAlive(id) {
  try {
    return process.kill(id, 0);
  } catch ({ code }) {
    return code === 'EPERM';
  }
}

function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Whether node_modules holds what the lock file says; optional packages depend on the platform. */
function hasNpmPackages() {
  const wanted = readPackages(join(ROOT, 'package-lock.json'));
  const installed = readPackages(join(ROOT, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

function readPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

function installNpmPackages() {
  refuseToEmptyAnother(join(ROOT, 'node_modules'));
  console.error('Installing npm packages (once, about half a minute) …');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync(command, [...args, ...options], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (status !== 0)
    giveUp(`npm could not install the packages. Type this to see why:\n  cd ${ROOT} && npm ci`);
}

/** Of a link, `npm ci` empties the folder that it leads to: another clone's, which is at work. */
function refuseToEmptyAnother(folder) {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  giveUp(`${folder} is a link to a folder that lacks what package-lock.json asks for. Type:\n  rm ${folder}`);
}

function installSystemPackages() {
  const missing = Object.keys(SYSTEM_PACKAGES).filter((name) => !existsSync(SYSTEM_PACKAGES[name]));
  if (missing.length === 0) return;
  const install = ['apt-get', 'install', '--yes', '--no-install-recommends', ...missing];
  const asRoot = process.getuid() === 0 ? [] : ['sudo', '--non-interactive'];
  console.error(`Installing ${missing.join(' and ')}, which functions are sealed and run with …`);
  const run = (command) => {
    const [program, ...args] = [...asRoot, ...command];
    return spawnSync(program, args, { stdio: ['ignore', 'ignore', 2] }).status === 0;
  };
  // The list of packages may be old or missing on a new machine.
  const isInstalled =
    existsSync('/usr/bin/apt-get') && (run(install) || (run(['apt-get', 'update']) && run(install)));
  if (!isInstalled)
    giveUp(`${missing.join(' and ')} could not be installed. Type:\n  ${howToInstall(missing)}`);
}

function howToInstall(missing) {
  if (existsSync('/usr/bin/apt-get'))
    return `sudo apt-get update && sudo apt-get install --yes ${missing.join(' ')}`;
  if (existsSync('/usr/bin/dnf')) return `sudo dnf install ${missing.join(' ')}`;
  if (existsSync('/usr/bin/pacman'))
    return `sudo pacman -S ${missing.join(' ').replace('python3', 'python')}`;
  return `(your system's command to install ${missing.join(' and ')})`;
}

/** @returns {never} */
function giveUp(message) {
  console.error(message);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) prepare({ systemPackages: true });
