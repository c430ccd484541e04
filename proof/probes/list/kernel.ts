import { type Control, probesOf } from '../probe.ts';

/**
 * Arguments that no call can act on: a process, a place in memory, and flags that contradict each other. So each is
 * harmless without a seal, too.
 */
const [NOBODY, NOWHERE, NOTHING] = [2 ** 30, 1, -1];
const [NEW_NAMESPACE, SHARED_FOLDER] = [0x00020000, 0x00000200];
const [STANDARD_INPUT, TYPE_INTO_TERMINAL] = [0, 0x5412];
const [MONOTONIC, CHOOSE_SIGNAL, SIGCONT] = [1, 10, 18];
const LOG_SIZE = 10;

type Numbers = readonly [x64: number, arm64: number];

interface Over {
  readonly control?: Control;
  readonly mayBeFiltered?: boolean;
  readonly mustSucceed?: boolean;
}

function call(
  name: string,
  shows: string,
  [[x64, arm64], ...args]: readonly [Numbers, ...(readonly number[])],
  { control = 'gets through', mayBeFiltered = false, mustSucceed = false }: Over = {},
) {
  return {
    ...{ name, shows, control, mayBeFiltered },
    does: 'system call',
    with: { call: { x64, arm64 }, args, mustSucceed },
  };
}

const MACHINE = { control: 'depends on machine' } as const;
const ROOT = { control: 'needs root' } as const;
/** Those that bubblewrap itself needs, and those that everybody makes, are no such. */
const FILTERED = { mayBeFiltered: true } as const;

export const KERNEL = probesOf('kernel', [
  call('ptrace', 'steers another process', [[101, 117], 16, NOBODY], FILTERED),
  call('process_vm_readv', 'reads the memory of another process', [[310, 270], NOBODY], FILTERED),
  call('process_vm_writev', 'writes it', [[311, 271], NOBODY], FILTERED),
  call('pidfd_getfd', 'takes a file out of another process', [[438, 438], NOTHING], MACHINE),
  call('mount', 'mounts a folder', [[165, 40], NOWHERE, NOWHERE, NOWHERE, 0, NOWHERE]),
  call('mount by the new calls', 'mounts a folder', [[430, 430], NOWHERE, NOTHING], MACHINE),
  call('unmount', 'takes a mount away', [[166, 39], NOWHERE, NOTHING]),
  call('pivot_root', 'changes what / is', [[155, 41], NOWHERE, NOWHERE], ROOT),
  call('chroot', 'changes what / is', [[161, 51], NOWHERE], FILTERED),
  call('unshare', 'takes namespaces of its own', [[272, 97], 0], FILTERED),
  call('clone with a namespace', 'starts a process in one', [[56, 220], NEW_NAMESPACE + SHARED_FOLDER]),
  call('clone3', 'starts a process by flags no filter sees', [[435, 435], NOWHERE, 0], MACHINE),
  call('setns', 'enters the namespaces of others', [[308, 268], NOTHING], FILTERED),
  {
    name: 'a user namespace',
    shows: 'becomes root in a namespace of its own',
    control: 'depends on machine',
    does: 'run',
    with: { command: ['/usr/bin/unshare', '--user', '--map-root-user', '/usr/bin/true'] },
  },
  call('become root', 'changes its user', [[117, 147], 0, 0, 0], { ...ROOT, mustSucceed: true }),
  call(
    'files by handle',
    'opens files past the mounts',
    [[303, 264], NOTHING, NOWHERE, NOWHERE, NOWHERE],
    FILTERED,
  ),
  call('io_uring', 'opens sockets that no filter sees', [[425, 425], 0, NOWHERE], MACHINE),
  call('bpf', 'loads a program into the kernel', [[321, 280], 9999, NOWHERE, 0], { ...ROOT, ...FILTERED }),
  call('perf', 'watches the kernel at work', [[298, 241], NOWHERE], { ...ROOT, ...FILTERED }),
  call('userfaultfd', 'holds the kernel up in the middle', [[323, 282], NOTHING], { ...ROOT, ...FILTERED }),
  call('kernel modules', 'loads a module', [[175, 105], NOWHERE, 0, NOWHERE], MACHINE),
  call('kernel log', 'reads what the kernel says', [[103, 116], LOG_SIZE], {
    ...ROOT,
    ...FILTERED,
    mustSucceed: true,
  }),
  call('keyctl', 'reaches key rings, which namespaces share', [[250, 219], 9999], MACHINE),
  call('add_key', 'leaves a key for others', [[248, 217], NOWHERE, NOWHERE, NOWHERE, 0, 0], MACHINE),
  call('memfd', 'keeps a program in memory no limit counts, and runs it', [[319, 279], NOWHERE]),
  call('shared memory', 'attaches memory that others see', [[30, 196], NOTHING]),
  call('message queue', 'opens a queue that others see', [[240, 180], NOWHERE], MACHINE),
  call('personality', 'switches protections off', [[135, 92], 0xffffffff]),
  call('waking timer', 'has a timer wake it while it is stopped', [[222, 107], MONOTONIC, NOWHERE, NOWHERE]),
  call('waking descriptor', 'has a file wake it while it is stopped', [
    [72, 25],
    STANDARD_INPUT,
    CHOOSE_SIGNAL,
    SIGCONT,
  ]),
  call('host name', 'renames the machine', [[170, 161], NOWHERE, NOTHING], { ...ROOT, ...FILTERED }),
  call('clock', 'sets the time', [[164, 170], NOWHERE, NOWHERE], FILTERED),
  call('terminal input', "types into the terminal of the engine's operator", [
    [16, 29],
    STANDARD_INPUT,
    TYPE_INTO_TERMINAL,
    NOWHERE,
  ]),
]);
