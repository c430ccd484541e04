import { tmpBytes } from './limits.ts';
import type { Places } from './places.ts';

/** Where things lie inside the sandbox. */
export const INSIDE: Places = {
  code: '/var/task',
  bootstraps: '/var/runtime',
  socket: '/run/runtime.sock',
  // As on Lambda. Each sandbox has a network, and so ports, of its own.
  port: 9001,
  tmp: '/tmp',
};

/** Descriptors that bubblewrap is given. */
export const STATUS_FD = 3;
export const FILTER_FD = 4;

/** The uid and gid a function sees as its own, as on Lambda. */
const UID_INSIDE = '993';

/** What a sandbox shows of this machine. */
export interface View {
  /** Folder or file on disk → path inside, read-only. */
  readonly shown: ReadonlyMap<string, string>;
  readonly variables: Readonly<Record<string, string>>;
  /** MB of /tmp */
  readonly ephemeralStorage: number;
  /** Where the command starts. */
  readonly directory: string;
}

/** Arguments of `bwrap` that run `command` in namespaces of its own, with nothing of this machine but `view`. */
export function bubblewrapArguments(view: View, command: readonly string[]): readonly string[] {
  return [
    ...NAMESPACES,
    ...filesystem(view),
    '--clearenv',
    ...Object.entries(view.variables).flatMap(([name, value]) => ['--setenv', name, value]),
    '--chdir',
    view.directory,
    '--json-status-fd',
    String(STATUS_FD),
    '--seccomp',
    String(FILTER_FD),
    '--',
    ...command,
  ];
}

const NAMESPACES = [
  '--unshare-all',
  '--unshare-user',
  '--disable-userns',
  '--die-with-parent',
  '--new-session',
  ...['--cap-drop', 'ALL'],
  ...['--uid', UID_INSIDE],
  ...['--gid', UID_INSIDE],
  ...['--hostname', 'sandbox'],
];

/** In this order: what is mounted later lies above what was mounted before. */
function filesystem(view: View): readonly string[] {
  return [
    ...['--ro-bind', '/usr', '/usr'],
    ...['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    ...['--ro-bind-try', '/etc/ld.so.cache', '/etc/ld.so.cache'],
    ...['--proc', '/proc'],
    ...['--dev', '/dev'],
    ...['--size', '65536', '--tmpfs', '/dev/shm'],
    ...['--size', String(tmpBytes(view.ephemeralStorage)), '--tmpfs', INSIDE.tmp],
    ...[...view.shown].flatMap(([outside, inside]) => ['--ro-bind', outside, inside]),
    ...['--remount-ro', '/dev'],
    ...['--remount-ro', '/'],
  ];
}
