import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unsealed } from '../../../local/sandbox/unsealed.ts';
import { hostileFunctions } from '../../../proof/probes/bed/hostile-functions.ts';
import { type ProbeHost, startProbeHost } from '../../../proof/probes/bed/probe-host.ts';
import { BREAKS } from '../../../proof/probes/breaks.ts';
import { FAMILIES, type Finding } from '../../../proof/probes/finding.ts';
import { PROBES } from '../../../proof/probes/list/all.ts';
import { RESPONSES } from '../../../proof/probes/responses/all.ts';

/** What must be tried, item by item, and the probes that try it. */
const WANTED: Readonly<Record<string, readonly string[]>> = {
  TCP: ['tcp', 'port of another tenant'],
  UDP: ['udp'],
  ICMP: ['icmp', 'icmp v6', 'icmp datagram'],
  IPv6: ['ipv6', 'public ipv6 address'],
  DNS: ['dns', 'name servers'],
  'the metadata address': ['metadata address', 'public address'],
  'host loopback': ['tcp', 'invoke call'],
  'unix and abstract sockets': ['unix socket', 'abstract socket', 'runtime API of another tenant'],
  vsock: ['vsock'],
  netlink: ['netlink', 'kernel event socket', 'socket list', 'packet socket', 'routing table'],
  'host files': ['accounts of the machine', 'a file of the engine', 'source of the engine', 'link out'],
  "other tenants' files": ["another tenant's folder", '/tmp of another tenant', '/dev/shm of another tenant'],
  '/proc of others': ['other processes', "the engine's environment", "the first process's environment"],
  environment: ['environment variables', 'environment of another tenant'],
  'inherited descriptors': ['open descriptors'],
  '/tmp and globals of another tenant': ['/tmp of another tenant', 'globals of another tenant'],
  'fork bomb': ['fork bomb', 'many processes'],
  memory: ['much memory', 'much memory together'],
  'disk fill': [
    'a full disk',
    'a full disk of many files',
    'a sparse disk',
    'a disk elsewhere',
    'a full /dev/shm',
  ],
  'file handles': ['file handles'],
  'endless output': ['endless output'],
  'time-out ignoring signals': ['outlive its time', 'never answering', 'processor'],
  'work between invocations': ['work after the answer', 'waking timer', 'waking descriptor'],
  ptrace: ['ptrace', 'process_vm_readv'],
  mount: ['mount', 'mount by the new calls', 'unmount', 'chroot'],
  'new namespaces': ['unshare', 'clone with a namespace', 'clone3', 'setns', 'a user namespace'],
  io_uring: ['io_uring'],
  bpf: ['bpf', 'perf', 'userfaultfd'],
  keyctl: ['keyctl', 'add_key'],
  'the Runtime API': [
    'answer for another',
    'ask while busy',
    'answer twice',
    'huge headers',
    'no HTTP at all',
  ],
  'foreign namespace': ['foreign namespace'],
  'wider bundle': ['wider bundle', 'wider bundle by a link', 'bundle that changes'],
  '`enabled: true`': ['enabled: true', 'claims about itself'],
  '`__proto__`': ['__proto__', 'constructor', 'bundle with __proto__', '__proto__ in a configuration'],
  'duplicate keys': ['duplicate keys', 'bundle with duplicate keys'],
  'deep nesting': ['nesting 10,000 deep', 'deep bundle', 'a deep configuration'],
  '6 MB + 1': ['6 MB + 1'],
  'wrong types': [
    'a namespace that is a list',
    'bundle of the wrong types',
    'wrong types in a configuration',
  ],
  'ANSI and HTML in texts': ['ANSI escape codes', 'HTML', 'HTML in a key', 'bidi overrides'],
  'path tricks in endpoints': ['../ in the endpoint', '%2e%2e in the endpoint', '../ in a bundle'],
  'canary tokens': ['data in an error', 'data in a refused answer'],
};

/** Addresses that the kernel is asked the way to, by sockets that send nothing. */
const LOOKED_UP = ['169.254.169.254', '198.51.100.1', '2001:db8::1'];
const OWN = ['127.0.0.1', '::1'];

/** Where functions lie that tests run without a seal. */
const PLACES_OF_FUNCTIONS = ['proof/probes', 'test/e2e/fixtures', 'test/local', 'functions-registry'];

/** Whether a program uses the resolver of the machine, which would ask a name server elsewhere. */
function asksElsewhere(source: string): boolean {
  const asksMachine =
    /\b(lookup|getaddrinfo|gethostby\w+)\(|import (?!\{ Resolver \})[^;]* from '(node:)?dns\b/;
  return (
    asksMachine.test(source) || (/new Resolver\(/.test(source) && !source.includes('setServers([`127.0.0.1:'))
  );
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
}

const ALL = [...PROBES, ...RESPONSES].map(({ name }) => name);
let host: ProbeHost;

beforeAll(async () => {
  host = await startProbeHost(unsealed(), await hostileFunctions());
});
afterAll(() => host.close());

describe('the list of probes', () => {
  it.each(Object.entries(WANTED))('tries %s', (_item, wanted) => {
    const missing = wanted.filter((name) => !ALL.includes(name));

    expect(missing).toEqual([]);
  });

  it('holds more than 45 besides the answers, each under a name of its own', () => {
    const names = new Set(ALL);

    expect(PROBES.length).toBeGreaterThanOrEqual(45);
    expect(names.size).toBe(ALL.length);
  });

  it('tries in one language what it tries in the other', async () => {
    const told = await Promise.all(
      FAMILIES.map((family) => host.invoke(`${family}-plain`, 'alice', { does: 'tell' })),
    );

    const [node, python] = told.map(({ payload }) => (payload as Finding).saw);
    expect(node?.split('\n').length).toBeGreaterThan(40);
    expect(python).toBe(node);
  });

  it('knows no address but its own and those it only looks up', () => {
    const files = ['proof/probes/functions', 'proof/probes/list'].flatMap(filesBelow);
    const sources = files.map((file) => readFileSync(file, 'utf8')).join('\n');

    const addresses = sources.match(/\d+\.\d+\.\d+\.\d+|(?<=['" ])[0-9a-f:]*::[0-9a-f:]*/g) ?? [];

    expect([...new Set(addresses)].sort()).toEqual([...LOOKED_UP, ...OWN].sort());
  });

  it.each(PLACES_OF_FUNCTIONS)(
    'asks only name servers of our own, in whatever runs unsealed: %s',
    (folder) => {
      const askers = filesBelow(folder).filter((file) => asksElsewhere(readFileSync(file, 'utf8')));

      expect(askers).toEqual([]);
    },
  );

  it.each([
    "import { lookup } from 'node:dns/promises';",
    "import dns from 'node:dns';",
    'new Resolver().resolve4(name);',
    'socket.getaddrinfo("localhost.example", 80)',
    'socket.gethostbyname("localhost.example")',
  ])('would tell that this asks others: %s', (source) => {
    expect(asksElsewhere(source)).toBe(true);
  });

  it('is as long as its description says', () => {
    const page = readFileSync('docs/proofs.md', 'utf8');

    expect(page).toContain(`${PROBES.length} ways out of the sandbox and ${RESPONSES.length} answers`);
  });

  it('names no probe in vain', () => {
    const noticing = BREAKS.flatMap(({ noticedBy }) => noticedBy);

    expect(noticing.filter((name) => !ALL.includes(name))).toEqual([]);
  });
});
