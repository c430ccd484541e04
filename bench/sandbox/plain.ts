import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { variablesOf } from '../../local/host/hosted-functions.ts';
import { bootstrapCommand } from '../../local/sandbox/bootstrap-command.ts';
import type { Interpreters } from '../../local/sandbox/interpreters.ts';
import { placeVariables } from '../../local/sandbox/places.ts';
import type { Echo } from './functions.ts';

/** Starts bootstraps as ordinary processes. */
export interface PlainStarter {
  /** Milliseconds from before the process is started until it asks for its first invocation. */
  measure(echo: Echo): Promise<number>;
  close(): void;
}

/**
 * What a sealed start is compared with: the same bootstrap, started by nothing but `spawn`, asking a server that
 * listens already, by unix socket or, where it wants host:port, straight at a port. No folder is made, no limit set.
 */
export async function plainStarter(
  folder: string,
  bootstraps: string,
  interpreters: Interpreters,
): Promise<PlainStarter> {
  const socket = join(folder, 'plain.sock');
  let asked: () => void = () => {};
  const servers = await Promise.all([listen(socket, () => asked()), listen(0, () => asked())]);
  const { port } = servers[1].address() as AddressInfo;
  const start = (echo: Echo): ChildProcess => {
    const places = { code: echo.code, bootstraps, socket, port: 0, tmp: folder };
    const interpreter = interpreters[echo.family]?.path ?? '';
    const command = bootstrapCommand(echo.family, { ...echo, places, interpreter, java: interpreters.java });
    // Without the bridge: PERL bridge.pl SOCKET PORT come before the command itself.
    const bridged = echo.family === 'java' || echo.family === 'bootstrap';
    const [program = '', ...args] = bridged ? command.slice(4) : command;
    const api = bridged ? { AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}` } : {};
    const env = {
      ...variablesOf({ name: 'echo', qualifier: '1', ...echo }),
      ...placeVariables(places),
      ...api,
    };
    return spawn(program, args, { cwd: echo.code, stdio: ['ignore', 'ignore', 'inherit'], env });
  };
  return {
    measure: (echo) => {
      const ready = new Promise<void>((resolve) => {
        asked = resolve;
      });
      return timeUntil(ready, () => start(echo));
    },
    close: () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

/** Milliseconds from before `start` until the process is `ready`; then it is ended. */
async function timeUntil(ready: Promise<void>, start: () => ChildProcess): Promise<number> {
  const from = performance.now();
  const child = start();
  await ready;
  const took = performance.now() - from;
  child.kill('SIGKILL');
  await once(child, 'exit');
  return took;
}

/** A server that lets whoever asks wait. */
async function listen(at: string | number, asked: () => void): Promise<Server> {
  const server = createServer(asked);
  if (typeof at === 'string') server.listen(at);
  else server.listen(at, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
