import { once } from 'node:events';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { EngineError } from '../../core/errors.ts';

/** The port is taken by another program. */
export class PortTaken extends EngineError {
  override readonly name = 'PortTaken';
}

/**
 * Serves `routes` on this machine only.
 * @param port 0 for any free one
 * @throws PortTaken
 */
export async function serve(routes: Hono, port: number): Promise<Server> {
  const server = createAdaptorServer({ fetch: routes.fetch }) as Server;
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new PortTaken(`Port ${port} is taken by another program: choose another with --port.`);
  }
  return server;
}

/** Ends open connections too. */
export async function stopServing(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
