import { readdirSync, readFileSync, statfsSync } from 'node:fs';
import { descendants, orNone, threadsOf } from './process-tree.ts';

const KB_PER_MB = 1024;
/** Most that a socket keeps of what was sent to it: the kernel's default, which the system call filter keeps. */
const SOCKET_KB = 256;
/** Least that a pipe may hold. All pipes of a user together may hold more, up to fs.pipe-user-pages-soft. */
const PIPE_KB = 8;
/** What a file takes without any content, which the size of /tmp does not bound. */
const FILE_KB = 1;

const SOCKETS = ['unix', 'netlink', 'udp', 'udp6'];
const STREAMS = ['tcp', 'tcp6'];
/** State, and bytes that wait to be sent and to be read. */
const STREAM = /^\s*\d+: \S+ \S+ (\w\w) (\w+):(\w+) /gm;
const NOTHING_BUT_ITS_NAME = '06';

/**
 * MB that the kernel may hold for everything below `root`, which no process shows as its own: in sockets, those that
 * nobody has accepted, closed or can see included, in pipes and in files without content.
 *
 * @param root its first child has the network and the /tmp of all below
 */
export function kernelMemory(root: number): number {
  const inside = descendants(root);
  const [first] = inside;
  if (first === undefined) return 0;
  const descriptors = inside.reduce((sum, pid) => sum + descriptorsOf(pid), 0);
  const kilobytes = descriptors * PIPE_KB + filesIn(`/proc/${first}/root/tmp`) * FILE_KB + socketsOf(first);
  return kilobytes / KB_PER_MB;
}

/** Threads of a process share them: the system call filter sees to it. The first thread may have ended. */
function descriptorsOf(pid: number): number {
  for (const thread of threadsOf(pid)) {
    const { length } = orNone(() => readdirSync(`${thread}/fdinfo`));
    if (length > 0) return length;
  }
  return 0;
}

function filesIn(folder: string): number {
  const [count = 0] = orNone(() => {
    const { files, ffree } = statfsSync(folder);
    return [files - ffree];
  });
  return count;
}

/** KB, by the kernel's lists of a network: a line each below a heading. */
function socketsOf(pid: number): number {
  const list = (name: string) => orNone(() => [readFileSync(`/proc/${pid}/net/${name}`, 'utf8')])[0] ?? '';
  const counted = SOCKETS.map((name) => Math.max(0, list(name).split('\n').length - 2) * SOCKET_KB);
  const streams = STREAMS.flatMap((name) => [...list(name).matchAll(STREAM)])
    .filter(([, state]) => state !== NOTHING_BUT_ITS_NAME)
    .map(
      ([, , unsent, unread]) =>
        SOCKET_KB + Number.parseInt(`${unsent}`, 16) / 1024 + Number.parseInt(`${unread}`, 16) / 1024,
    );
  return [...counted, ...streams].reduce((sum, kilobytes) => sum + kilobytes, 0);
}
