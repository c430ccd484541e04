/** Sends a request to a PDA at each address in turn, and prints what came of it, a line each. */
import { requestPda } from '../../adapters/pda/pda-request.ts';

for (const url of process.argv.slice(2)) {
  const access = { pda: 'asha.localhost', url, token: 'secret', nearby: true };
  const outcome = await requestPda({
    ...{ access, method: 'POST', path: '/api/v2.6/data/a/b', body: { a: 1 }, timeoutMs: 10_000 },
  }).catch(({ code }) => ({ code }));
  console.log(JSON.stringify(outcome));
}
