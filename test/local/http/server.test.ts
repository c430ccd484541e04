import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { PortTaken, serve, stopServing } from '../../../local/http/server.ts';

const routes = new Hono().get('/', (context) => context.text('hello'));

describe('serve', () => {
  it('answers on this machine alone', async () => {
    const server = await serve(routes, 0);
    const { address, port } = server.address() as AddressInfo;

    const response = await fetch(`http://127.0.0.1:${port}/`);

    expect([address, await response.text()]).toEqual(['127.0.0.1', 'hello']);
    await stopServing(server);
  });

  it('says what to do when another program has the port', async () => {
    const server = await serve(routes, 0);
    const { port } = server.address() as AddressInfo;

    const second = serve(routes, port);

    await expect(second).rejects.toThrow(
      new PortTaken(`Port ${port} is taken by another program: choose another with --port.`),
    );
    await stopServing(server);
  });

  it('ends open connections when it stops', async () => {
    const endless = new Hono().get(
      '/',
      () => new Response(new ReadableStream({ start: (at) => at.enqueue(Buffer.from('begun')) })),
    );
    const server = await serve(endless, 0);
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/`);

    await stopServing(server);

    await expect(response.text()).rejects.toThrow();
  });
});
