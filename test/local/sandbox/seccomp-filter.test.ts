import { seccompFilter } from '../../../local/sandbox/seccomp-filter.ts';

const ALLOW = 'allow';
const KILL = 'kill';
const EPERM = 1;
const ENOSYS = 38;
const EPROTONOSUPPORT = 93;
const EAFNOSUPPORT = 97;
const PRETEND = 0;
const X64 = 0xc000003e;
const ARM64 = 0xc00000b7;

/** Runs a filter as the kernel would, for one system call. */
function verdict(filter: Buffer, audit: number, call: number, args: readonly number[] = []): string | number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(call, 0);
  data.writeUInt32LE(audit, 4);
  args.forEach((value, index) => {
    data.writeUInt32LE(value, 16 + 8 * index);
  });
  let loaded = 0;
  for (let at = 0; ; at += 1) {
    const code = filter.readUInt16LE(at * 8);
    const [yes, no] = [filter.readUInt8(at * 8 + 2), filter.readUInt8(at * 8 + 3)];
    const value = filter.readUInt32LE(at * 8 + 4);
    if (code === 0x06) return value === 0x7fff0000 ? ALLOW : value === 0x80000000 ? KILL : value & 0xffff;
    if (code === 0x20) loaded = data.readUInt32LE(value);
    if (code === 0x15) at += loaded === value ? yes : no;
    if (code === 0x35) at += loaded >= value ? yes : no;
    if (code === 0x45) at += (loaded & value) !== 0 ? yes : no;
  }
}

const NEW_USER = 0x10000000;
const THREAD_FLAGS = 0x003d0f00;

describe.each([
  [
    'x64',
    X64,
    {
      ...{ read: 0, mount: 165, socket: 41, clone: 56, ioctl: 16, keyctl: 250, fcntl: 72, timer: 222 },
      ...{ socketpair: 53, setsockopt: 54, vmsplice: 278 },
    },
  ],
  [
    'arm64',
    ARM64,
    {
      ...{ read: 63, mount: 40, socket: 198, clone: 220, ioctl: 29, keyctl: 219, fcntl: 25, timer: 107 },
      ...{ socketpair: 199, setsockopt: 208, vmsplice: 75 },
    },
  ],
] as const)('the filter for %s', (architecture, audit, calls) => {
  it.each([
    ['ordinary calls', calls.read, [], ALLOW],
    ['mounting', calls.mount, [], EPERM],
    ['key rings', calls.keyctl, [], EPERM],
    ['clone3, whose flags it cannot see', 435, [], ENOSYS],
    ['calls it does not know', 460, [], ENOSYS],
    ['threads', calls.clone, [THREAD_FLAGS], ALLOW],
    ['a thread that hides its descriptors', calls.clone, [THREAD_FLAGS & ~0x400], EPERM],
    ['a new process', calls.clone, [17], ALLOW],
    ['a new user namespace', calls.clone, [NEW_USER | 17], EPERM],
    ['unix sockets', calls.socket, [1, 0o2000001], ALLOW],
    ['unix sockets that keep what nobody sends any more', calls.socket, [1, 0o2000002], EPROTONOSUPPORT],
    ['IPv4 sockets', calls.socket, [2, 1, 0], ALLOW],
    ['IPv6 sockets', calls.socket, [10, 2, 17], ALLOW],
    ['sockets whose queues nobody sees', calls.socket, [2, 1, 262], EPROTONOSUPPORT],
    ['pairs of sockets', calls.socketpair, [1, 1], ALLOW],
    ['pairs of sockets that send datagrams', calls.socketpair, [1, 2], EPROTONOSUPPORT],
    ['larger buffers for sending', calls.setsockopt, [3, 1, 7], PRETEND],
    ['larger buffers for receiving', calls.setsockopt, [3, 1, 8], PRETEND],
    ['larger buffers, as root', calls.setsockopt, [3, 1, 33], PRETEND],
    ['other options of sockets', calls.setsockopt, [3, 1, 2], ALLOW],
    ['options of TCP', calls.setsockopt, [3, 6, 7], ALLOW],
    ['larger pipes', calls.fcntl, [3, 1031], EPERM],
    ['memory that is given to a pipe', calls.vmsplice, [], EPERM],
    ['routing sockets', calls.socket, [16, 3, 0], ALLOW],
    ['other netlink sockets', calls.socket, [16, 3, 15], EAFNOSUPPORT],
    ['sockets to the hypervisor', calls.socket, [40], EAFNOSUPPORT],
    ['raw packet sockets', calls.socket, [17], EAFNOSUPPORT],
    ['ordinary device requests', calls.ioctl, [3, 0x5401], ALLOW],
    ['opening flags', calls.fcntl, [3, 4], ALLOW],
    ['choosing the signal of a descriptor', calls.fcntl, [3, 10, 18], EPERM],
    ['timers that send signals', calls.timer, [], EPERM],
    ['typing into a terminal', calls.ioctl, [0, 0x5412], EPERM],
  ])('judges %s', (_, call, args, expected) => {
    const filter = seccompFilter(architecture);

    const judged = verdict(filter, audit, call, args);

    expect(judged).toBe(expected);
  });

  it('kills a process that calls as on another processor', () => {
    const filter = seccompFilter(architecture);

    const judged = verdict(filter, 0x40000003, calls.read);

    expect(judged).toBe(KILL);
  });
});

it('knows no filter for other processors', () => {
  const assemble = () => seccompFilter('riscv64');

  expect(assemble).toThrow('functions can be sealed on x64 and arm64 only');
});

it('refuses the calls of x64 in 32 bits', () => {
  const filter = seccompFilter('x64');

  const judged = verdict(filter, X64, 0x40000000 + 41, [40]);

  expect(judged).toBe(ENOSYS);
});
