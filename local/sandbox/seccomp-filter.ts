import { constants } from 'node:os';
import { DENIED_CALLS } from './denied-calls.ts';

interface Processor {
  /** AUDIT_ARCH_* of linux/audit.h. */
  readonly audit: number;
  readonly column: 1 | 2;
  readonly clone: number;
  readonly clone3: number;
  readonly socket: number;
  readonly ioctl: number;
  readonly fcntl: number;
  readonly socketpair: number;
  readonly setsockopt: number;
}

const PROCESSORS: Readonly<Record<string, Processor>> = {
  x64: {
    ...{ audit: 0xc000003e, column: 1, clone: 56, clone3: 435, ioctl: 16, fcntl: 72 },
    ...{ socket: 41, socketpair: 53, setsockopt: 54 },
  },
  arm64: {
    ...{ audit: 0xc00000b7, column: 2, clone: 220, clone3: 435, ioctl: 29, fcntl: 25 },
    ...{ socket: 198, socketpair: 199, setsockopt: 208 },
  },
};

const LOAD = 0x20;
const JUMP_IF_EQUAL = 0x15;
const JUMP_IF_AT_LEAST = 0x35;
const JUMP_IF_ANY_BIT = 0x45;
const RETURN = 0x06;

const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const refuse = (errno: number): number => 0x00050000 | errno;

/** Offsets in the kernel's `struct seccomp_data`; arguments are 64 bits wide, their low half comes first. */
const CALL_NUMBER = 0;
const ARCHITECTURE = 4;
const argument = (index: number): number => 16 + 8 * index;

const { EPERM, ENOSYS, EAFNOSUPPORT, EPROTONOSUPPORT } = constants.errno;
/** The call does nothing and says that it did. */
const PRETEND = refuse(0);
/** First call that came after the table was checked (Linux 6.6); a newer one fails as on that kernel. */
const FIRST_UNKNOWN_CALL = 452;
const X32_CALLS = 0x40000000;
/** Every CLONE_NEW* flag that fits into the flags of `clone`. */
const NEW_NAMESPACE = 0x7e020000;
/** A thread, and one that shares its descriptors with the others; see kernel-memory.ts. */
const CLONE_THREAD = 0x00010000;
const CLONE_FILES = 0x00000400;
const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;
const AF_NETLINK = 16;
const NETLINK_ROUTE = 0;
const IPPROTO_TCP = 6;
const IPPROTO_UDP = 17;
/** Terminal requests that type into the terminal of whoever started the engine. */
const TIOCSTI = 0x5412;
const TIOCLINUX = 0x541c;
/** Chooses the signal that tells about a descriptor; see `timer_create` in denied-calls.ts. */
const F_SETSIG = 10;
const F_SETPIPE_SZ = 1031;
/** SOCK_DGRAM and SOCK_RAW have this bit, SOCK_STREAM and SOCK_SEQPACKET have not. */
const DATAGRAMS = 2;
const SOL_SOCKET = 1;
/** SO_SNDBUF, SO_RCVBUF, and what root calls them by. */
const BUFFER_SIZES = [7, 8, 32, 33];

type Instruction = readonly [code: number, jumpTrue: number, jumpFalse: number, value: number];

const load = (offset: number): Instruction => [LOAD, 0, 0, offset];
const give = (verdict: number): Instruction => [RETURN, 0, 0, verdict];
/** Runs `body` only for this value, which must end in a verdict. */
const when = (value: number, body: readonly Instruction[], test = JUMP_IF_EQUAL): readonly Instruction[] => [
  [test, 0, body.length, value],
  ...body,
];

/**
 * Assembles the system call filter (classic BPF, as `bwrap --seccomp` reads it). AF_VSOCK reaches a hypervisor
 * through any network namespace, so only this filter stops it.
 *
 * @param architecture as in `process.arch`
 * @throws Error for a processor that has no table
 */
export function seccompFilter(architecture: string): Buffer {
  const processor = PROCESSORS[architecture];
  if (processor === undefined) {
    throw new Error(
      `no system call table for ${architecture}: functions can be sealed on x64 and arm64 only`,
    );
  }
  return encode([
    load(ARCHITECTURE),
    [JUMP_IF_EQUAL, 1, 0, processor.audit],
    give(KILL_PROCESS),
    load(CALL_NUMBER),
    ...when(X32_CALLS, [give(refuse(ENOSYS))], JUMP_IF_AT_LEAST),
    ...when(FIRST_UNKNOWN_CALL, [give(refuse(ENOSYS))], JUMP_IF_AT_LEAST),
    ...deniedCalls(processor),
    // The flags of clone3 lie in memory the filter cannot see; the C library falls back to clone.
    ...when(processor.clone3, [give(refuse(ENOSYS))]),
    ...when(processor.clone, cloneRules()),
    ...when(processor.socket, socketRules()),
    ...when(processor.ioctl, terminalRules()),
    ...when(processor.socketpair, localSocketRules()),
    ...when(processor.setsockopt, bufferRules()),
    ...when(processor.fcntl, descriptorRules()),
    give(ALLOW),
  ]);
}

function deniedCalls(processor: Processor): readonly Instruction[] {
  return DENIED_CALLS.flatMap((call) => {
    const number = call[processor.column];
    return number === undefined ? [] : when(number, [give(refuse(EPERM))]);
  });
}

function cloneRules(): readonly Instruction[] {
  const sharing = [...when(CLONE_FILES, [give(ALLOW)], JUMP_IF_ANY_BIT), give(refuse(EPERM))];
  return [
    load(argument(0)),
    ...when(NEW_NAMESPACE, [give(refuse(EPERM))], JUMP_IF_ANY_BIT),
    ...when(CLONE_THREAD, sharing, JUMP_IF_ANY_BIT),
    give(ALLOW),
  ];
}

function socketRules(): readonly Instruction[] {
  return [
    load(argument(0)),
    ...when(AF_UNIX, localSocketRules()),
    ...[AF_INET, AF_INET6].flatMap((family) => when(family, internetRules())),
    ...when(AF_NETLINK, [
      load(argument(2)),
      ...when(NETLINK_ROUTE, [give(ALLOW)]),
      give(refuse(EAFNOSUPPORT)),
    ]),
    give(refuse(EAFNOSUPPORT)),
  ];
}

/** What is sent to a datagram socket stays there when its senders are gone, so that few hold much. */
function localSocketRules(): readonly Instruction[] {
  return [
    load(argument(1)),
    ...when(DATAGRAMS, [give(refuse(EPROTONOSUPPORT))], JUMP_IF_ANY_BIT),
    give(ALLOW),
  ];
}

/** TCP and UDP, whose queues the kernel lists; see kernel-memory.ts. */
function internetRules(): readonly Instruction[] {
  return [
    load(argument(2)),
    ...[0, IPPROTO_TCP, IPPROTO_UDP].flatMap((protocol) => when(protocol, [give(ALLOW)])),
    give(refuse(EPROTONOSUPPORT)),
  ];
}

/** Buffers keep the size that kernel-memory.ts reckons with; many a runtime sets it, and needs no other. */
function bufferRules(): readonly Instruction[] {
  const bySize = BUFFER_SIZES.flatMap((name) => when(name, [give(PRETEND)]));
  return [load(argument(1)), ...when(SOL_SOCKET, [load(argument(2)), ...bySize, give(ALLOW)]), give(ALLOW)];
}

function descriptorRules(): readonly Instruction[] {
  return [
    load(argument(1)),
    ...[F_SETSIG, F_SETPIPE_SZ].flatMap((command) => when(command, [give(refuse(EPERM))])),
    give(ALLOW),
  ];
}

function terminalRules(): readonly Instruction[] {
  return [
    load(argument(1)),
    ...[TIOCSTI, TIOCLINUX].flatMap((request) => when(request, [give(refuse(EPERM))])),
    give(ALLOW),
  ];
}

function encode(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, jumpTrue, jumpFalse, value], index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(jumpTrue, index * 8 + 2);
    bytes.writeUInt8(jumpFalse, index * 8 + 3);
    bytes.writeUInt32LE(value >>> 0, index * 8 + 4);
  });
  return bytes;
}
