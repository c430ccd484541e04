// Ways to another machine, or to another program of this one. Packets go to 127.0.0.1 and ::1 only.
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { held } from './held.mjs';
import { systemCall } from './native.mjs';

const SOCKET = { x64: 41, arm64: 198 };
/** For a busy machine; what is closed says so at once. */
const PATIENCE = 10_000;

async function reach(address) {
  const socket = connect(address);
  await once(socket, 'connect', { signal: AbortSignal.timeout(PATIENCE) });
  socket.destroy();
  return 'connected';
}

async function connectedDatagram(address, port) {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.connect(port, address);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    socket.close();
    throw error;
  }
  return socket;
}

async function sendDatagram(port) {
  const socket = await connectedDatagram('127.0.0.1', port);
  const answer = once(socket, 'message', { signal: AbortSignal.timeout(PATIENCE) });
  socket.send('probe');
  try {
    return (await answer)[0].toString();
  } finally {
    socket.close();
  }
}

/** Only asks the kernel for the way: a datagram socket sends nothing when it is connected. */
async function findRoute(address) {
  const socket = await connectedDatagram(address, 9);
  const from = socket.address().address;
  socket.close();
  return `would go out from ${from}`;
}

/** In a language of its own the resolver says what it met. */
async function resolveName(port) {
  const resolver = new Resolver({ timeout: PATIENCE, tries: 1 });
  resolver.setServers([`127.0.0.1:${port}`]);
  return resolver.resolve4('data-of-alice.example.org').catch((error) => held(error.code));
}

function openSocket({ family, type, protocol }) {
  const code = systemCall(SOCKET, [family, type, protocol]);
  return code === 0 ? 'opened' : held(`errno ${code}`);
}

/** As the engine itself does when it runs a function. */
async function invokeOther({ port, headers, path }) {
  const asked = request({ host: '127.0.0.1', port, path, method: 'POST', headers, timeout: PATIENCE });
  asked.end('{"does":"tell"}');
  const [answer] = await once(asked, 'response');
  return answer.statusCode === 200 ? 'invoked' : held(`status ${answer.statusCode}`);
}

function findInterface() {
  const foreign = Object.keys(networkInterfaces()).filter((name) => name !== 'lo');
  return foreign.length > 0 ? foreign : held('none but lo');
}

function findRoutes() {
  const [, ...routes] = readFileSync('/proc/net/route', 'utf8').trim().split('\n');
  const six = readFileSync('/proc/net/ipv6_route', 'utf8').trim().split('\n');
  const outward = [...routes, ...six].filter((route) => route !== '' && !/\blo$/.test(route.trim()));
  return outward.length > 0 ? outward : held('none');
}

export const network = {
  tcp: ({ port, host = '127.0.0.1' }) => reach({ host, port }),
  udp: ({ udpPort }) => sendDatagram(udpPort),
  dns: ({ udpPort }) => resolveName(udpPort),
  route: ({ address }) => findRoute(address),
  'unix socket': ({ path }) => reach({ path }),
  'abstract socket': ({ abstractSocket }) => reach({ path: `\0${abstractSocket}` }),
  'open socket': openSocket,
  'invoke call': ({ invokeCall }) => invokeOther(invokeCall),
  'network interfaces': findInterface,
  'routing table': findRoutes,
};
