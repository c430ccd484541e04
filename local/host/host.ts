import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { makeHostFolder } from './host-folder.ts';
import type { HostOptions } from './host-options.ts';
import { HostedFunctions } from './hosted-functions.ts';
import { invokeApi } from './invoke-api.ts';
import { Staging } from './staging.ts';

/** A running host of sealed functions. */
export interface Host {
  /** Endpoint for Lambda clients, `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Ends every environment of a tenant, whatever it is doing; settles when their processes are gone. */
  endTenant(tenant: string): Promise<void>;
  /** Ends everything; leaves no process and no file behind. */
  close(): Promise<void>;
}

/** Serves the functions by Lambda's Invoke API, on this machine's loopback address only. */
export async function startHost(options: HostOptions): Promise<Host> {
  const folder = await makeHostFolder(options.stateDir);
  const staging = await Staging.in(folder.path, options.seal.interpreters.java?.client);
  const functions = new HostedFunctions(options, folder.path, staging);
  const server = invokeApi(functions, options.newId);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    endTenant: (tenant) => functions.endTenant(tenant),
    close: async () => {
      // First, so that a caller sees the engine going and does not take it for a crash of the function.
      server.close();
      server.closeAllConnections();
      await functions.close();
      await folder.remove();
    },
  };
}
