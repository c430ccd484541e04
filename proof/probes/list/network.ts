import { probesOf } from '../probe.ts';

/** Families, types and protocols of sockets, as the kernel counts them. */
const [INET, INET6, NETLINK, PACKET, ALG, VSOCK] = [2, 10, 16, 17, 38, 40];
const [STREAM, DATAGRAM, RAW, SEQUENTIAL] = [1, 2, 3, 5];
const [ICMP, ICMP6] = [1, 58];
const [KERNEL_EVENTS, GENERIC, SOCKET_DIAGNOSIS] = [15, 16, 4];
const ETHERNET_ALL = 0x0300;

/** Addresses that are only looked up: the kernel is asked for a way, and no packet is sent. The last two are nobody's. */
const [METADATA, PUBLIC, PUBLIC6] = ['169.254.169.254', '198.51.100.1', '2001:db8::1'];

const socket = (family: number, type: number, protocol = 0) => ({
  does: 'open socket',
  with: { family, type, protocol },
  // Netlink is what every container has, and bubblewrap needs.
  mayBeFiltered: family !== NETLINK,
});
const route = (address: string) => ({ does: 'route', with: { address } });

export const NETWORK = probesOf('network', [
  { name: 'tcp', shows: 'connects to a program on the loopback of this machine', control: 'gets through' },
  { name: 'udp', shows: 'sends a datagram and hears its echo', control: 'gets through' },
  { name: 'dns', shows: 'asks a name server, the question being the data', control: 'gets through' },
  {
    name: 'ipv6',
    shows: 'connects to a program on ::1',
    control: 'depends on machine',
    does: 'tcp',
    with: ({ port6 }) => ({ host: '::1', port: port6 }),
  },
  { name: 'invoke call', shows: 'invokes another function, as the engine does', control: 'gets through' },
  {
    name: 'metadata address',
    shows: 'finds a way to the address that hands out credentials',
    control: 'depends on machine',
    ...route(METADATA),
  },
  {
    name: 'public address',
    shows: 'finds a way to the internet',
    control: 'depends on machine',
    ...route(PUBLIC),
  },
  {
    name: 'public ipv6 address',
    shows: 'finds a way to the internet by IPv6',
    control: 'depends on machine',
    ...route(PUBLIC6),
  },
  { name: 'network interfaces', shows: 'sees one besides lo', control: 'depends on machine' },
  { name: 'routing table', shows: 'sees a way that leads out', control: 'depends on machine' },
  {
    name: 'name servers',
    shows: 'reads whom this machine asks for names',
    control: 'depends on machine',
    does: 'read',
    with: { path: '/etc/resolv.conf' },
  },
  {
    name: 'unix socket',
    shows: 'connects to a socket in a folder of the engine',
    control: 'gets through',
    with: ({ socketPath }) => ({ path: socketPath }),
  },
  { name: 'abstract socket', shows: 'connects to a socket without a path', control: 'gets through' },
  { name: 'icmp', shows: 'opens a raw socket for pings', control: 'needs root', ...socket(INET, RAW, ICMP) },
  { name: 'icmp v6', shows: 'opens one for IPv6', control: 'needs root', ...socket(INET6, RAW, ICMP6) },
  {
    name: 'icmp datagram',
    shows: 'opens the socket that needs no privilege for pings',
    control: 'depends on machine',
    ...socket(INET, DATAGRAM, ICMP),
  },
  {
    name: 'packet socket',
    shows: 'reads everything that passes',
    control: 'needs root',
    ...socket(PACKET, RAW, ETHERNET_ALL),
  },
  {
    name: 'vsock',
    shows: 'speaks to the hypervisor past the network namespace',
    control: 'depends on machine',
    ...socket(VSOCK, STREAM),
  },
  {
    name: 'kernel event socket',
    shows: 'hears of devices (netlink)',
    control: 'gets through',
    ...socket(NETLINK, RAW, KERNEL_EVENTS),
  },
  {
    name: 'netlink',
    shows: "asks the kernel's subsystems (generic netlink)",
    control: 'gets through',
    ...socket(NETLINK, RAW, GENERIC),
  },
  {
    name: 'socket list',
    shows: 'asks for the sockets of others (netlink)',
    control: 'gets through',
    ...socket(NETLINK, RAW, SOCKET_DIAGNOSIS),
  },
  {
    name: 'crypto socket',
    shows: "opens the kernel's ciphers, with a history of escapes",
    control: 'depends on machine',
    ...socket(ALG, SEQUENTIAL),
  },
]);
