import { randomUUID } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type ListenOptions, type Server } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { detectSeal } from '../../../local/sandbox/detect-seal.ts';
import type { Seal } from '../../../local/sandbox/seal.ts';
import { unsealed } from '../../../local/sandbox/unsealed.ts';
import { nodeFunction, pythonFunction, startTestHost, type TestHost } from '../host/sealed-host.ts';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

/** What a probe needs to know about the machine around it, as a hostile function might guess it. */
interface Target {
  readonly port: number;
  readonly udpPort: number;
  readonly socketPath: string;
  readonly abstractSocket: string;
  readonly secretFile: string;
  readonly hostFolder: string;
  readonly pid: number;
}

interface Side {
  readonly host: TestHost;
  readonly target: Target;
  close(): Promise<void>;
}

let sealed: Side;
let open: Side;
let roomy: Side;

beforeAll(async () => {
  process.env.SHE_TEST_SECRET = 'known to the engine only';
  const seal = await detectSeal();
  sealed = await makeSide(seal, 128);
  open = await makeSide(unsealed(), 128);
  roomy = await makeSide(seal, 1536);
});
afterAll(async () => {
  for (const side of [sealed, open, roomy]) await side?.close();
});

async function makeSide(seal: Seal, memory: number): Promise<Side> {
  const over = { memory, ephemeralStorage: 16 };
  const functions = [
    await nodeFunction('node', fixture('hostile.mjs'), over),
    await pythonFunction('python', fixture('hostile.py'), over),
  ];
  const host = await startTestHost(seal, functions, { limits: { environments: 2 } });
  const abstractSocket = `she-probe-${randomUUID()}`;
  const secretFile = join(host.stateDir, 'secret.txt');
  writeFileSync(secretFile, 'known to the engine only');
  const datagrams = await answerDatagrams();
  const servers = await Promise.all([
    listen({ port: 0, host: '127.0.0.1' }),
    listen({ path: join(host.stateDir, 'engine.sock') }),
    listen({ path: `\0${abstractSocket}` }),
  ]);
  const hostFolder = join(
    host.stateDir,
    readdirSync(host.stateDir).find((name) => name.startsWith('she-host-')) ?? '',
  );
  return {
    host,
    target: {
      port: (servers[0].address() as AddressInfo).port,
      udpPort: datagrams.address().port,
      socketPath: join(host.stateDir, 'engine.sock'),
      abstractSocket,
      secretFile,
      hostFolder,
      pid: process.pid,
    },
    close: async () => {
      for (const server of servers) server.close();
      datagrams.close();
      await host.close();
    },
  };
}

async function listen(address: ListenOptions): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => {}).end()).listen(address);
  await once(server, 'listening');
  return server;
}

/** Echoes datagrams, and answers questions for a name with 127.0.0.1. */
async function answerDatagrams(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) => {
    socket.send(message.length < 12 ? message : answerQuestion(message), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

function answerQuestion(query: Buffer): Buffer {
  const id = query.subarray(0, 2);
  const oneQuestionOneAnswer = Buffer.from('81800001000100000000', 'hex');
  const question = query.subarray(12, query.indexOf(0, 12) + 5);
  const address = Buffer.from('c00c000100010000003c00047f000001', 'hex');
  return Buffer.concat([id, oneQuestionOneAnswer, question, address]);
}

/** Whether a probe got through, as a fresh tenant. */
async function isThrough(side: Side, family: string, probe: string): Promise<unknown> {
  const event = { ...side.target, probe };
  const reply = await side.host.invoke(family, { TenantId: probe.replaceAll("'", ''), event });
  return reply.error === undefined && resultSchema.parse(reply.payload).through;
}

const resultSchema = z.object({ through: z.boolean(), saw: z.string() });
const probesOf = (source: string): readonly string[] =>
  [...source.matchAll(/^ {2,4}(?:'([^']+)'|"([^"]+)"|(\w+)): (?:lambda|\(|send)/gm)].map(
    ([, a, b, c]) => a ?? b ?? c ?? '',
  );
const PROBES = [
  ...probesOf(fixture('hostile.mjs')).map((probe) => ['node', probe] as const),
  ...probesOf(fixture('hostile.py')).map((probe) => ['python', probe] as const),
];

/** Closed without a seal, too, or not to be tried there. */
const SEALED_ONLY = [
  'environment variables',
  'open descriptors',
  'a full /dev/shm',
  'a full /dev',
  'much memory',
  'much memory together',
];
/** Open only on some kernels. */
const UNCERTAIN = ['vsock', 'crypto socket', 'io_uring', 'many files'];
/** Refused by the kernel itself, unless root asks. */
const NEEDS_ROOT = ['bpf', 'host name', 'perf', 'userfaultfd'];

const isControl = ([, probe]: readonly [string, string]): boolean =>
  ![...SEALED_ONLY, ...UNCERTAIN].includes(probe) &&
  (process.getuid?.() === 0 || !NEEDS_ROOT.includes(probe));

it('knows its probes', () => {
  expect(PROBES.length).toBeGreaterThan(45);
});

describe('a sealed function does not get through', () => {
  it.each(PROBES)('%s: %s', async (family, probe) => {
    const through = await isThrough(sealed, family, probe);

    expect(through).toBe(false);
  });
});

describe('the same probe gets through where nothing is sealed', () => {
  it.each(PROBES.filter(isControl))('%s: %s', async (family, probe) => {
    const through = await isThrough(open, family, probe);

    expect(through).toBe(true);
  });
});

describe('the same probe gets through where the limit is higher', () => {
  it.each(PROBES.filter(([, probe]) => probe.startsWith('much memory')))('%s: %s', async (family, probe) => {
    const through = await isThrough(roomy, family, probe);

    expect(through).toBe(true);
  });
});
