// What one tenant leaves for another, and what the other looks for.
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { held } from './held.mjs';

const kept = new Map();

async function listen(address) {
  const server = createServer((socket) => socket.end())
    .listen(address)
    .unref();
  await once(server, 'listening');
  return server.address();
}

export const neighbours = {
  'leave a file': ({ path }) => writeFileSync(path, 'left by a neighbour'),
  'find a file': ({ path }) => (existsSync(path) ? readFileSync(path, 'utf8') : held('none')),
  'leave a global': ({ marker }) => kept.set(marker, 'left by a neighbour').size,
  'find a global': ({ marker }) => kept.get(marker) ?? held('none'),
  'leave a variable': ({ marker }) => {
    process.env[marker] = 'left by a neighbour';
  },
  'find a variable': ({ marker }) => process.env[marker] ?? held('none'),
  'leave a port': async () => (await listen({ host: '127.0.0.1', port: 0 })).port,
  'leave a socket': ({ marker }) => listen({ path: `\0${marker}` }),
};
