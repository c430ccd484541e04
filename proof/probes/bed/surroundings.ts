import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type ListenOptions, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newMarker } from './bed.ts';
import type { Surrounding } from './target.ts';

/** A port that nobody listens on: where there is no IPv6, nothing of the suite can. */
const NOBODY = 9;

/** What there is on this machine to be reached: all of it the suite's own, and none of it elsewhere. */
export interface Surroundings {
  readonly target: Surrounding;
  close(): void;
}

export async function makeSurroundings(): Promise<Surroundings> {
  const folder = mkdtempSync(join(tmpdir(), 'she-probes-around-'));
  const victim = join(folder, 'victim');
  mkdirSync(victim);
  const secretFile = join(folder, 'secret.txt');
  writeFileSync(secretFile, 'known to the engine only');
  const socketPath = join(folder, 'engine.sock');
  const abstractSocket = newMarker();
  const datagrams = await answerDatagrams();
  const [tcp, ...others] = await Promise.all([
    listen({ port: 0, host: '127.0.0.1' }),
    listen({ path: socketPath }),
    listen({ path: `\0${abstractSocket}` }),
  ]);
  const tcp6 = await listen({ port: 0, host: '::1' }).catch(() => undefined);
  return {
    target: {
      ...{ secretFile, socketPath, abstractSocket, victim, pid: process.pid },
      port: portOf(tcp),
      port6: tcp6 ? portOf(tcp6) : NOBODY,
      udpPort: datagrams.address().port,
      engineFile: fileURLToPath(import.meta.url),
    },
    close: () => {
      for (const server of [tcp, tcp6, ...others]) server?.close();
      datagrams.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

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
