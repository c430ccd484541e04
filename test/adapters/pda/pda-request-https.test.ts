import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Authority, type Certificate, missingOpenssl } from '../../support/certificates.ts';
import { runModule } from '../../support/run-module.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const missing = missingOpenssl();
if (missing) {
  process.stderr.write(`SKIPPED HTTPS: ${missing}. PDAs would have been spoken to by HTTPS.\n`);
}

(missing ? describe.skip : describe)('requestPda, to a PDA with a certificate', () => {
  const folder = temporaryFolder();
  const servers: Server[] = [];
  let authority: Authority;
  /** What the PDA was asked, oldest first. */
  let asked: object[];

  beforeAll(() => {
    authority = new Authority(folder);
  });
  beforeEach(() => {
    asked = [];
  });
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** @returns the address of a PDA that shows the certificate to whoever asks */
  const serve = async (certificate: Certificate, headers: Record<string, string> = {}) => {
    const server = createServer(certificate, async (request, response) => {
      const { method, url, headers: given } = request;
      const { host, 'x-auth-token': token } = given;
      asked.push({ method, url, host, token, body: await text(request) });
      response.writeHead(headers.location ? 302 : 201, headers).end('[1]');
    });
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `https://localhost:${(server.address() as AddressInfo).port}`;
  };
  const request = async (url: string, env: NodeJS.ProcessEnv = { NODE_EXTRA_CA_CERTS: authority.path }) =>
    (await runModule('test/support/request-pda.ts', { env, args: [url] })).lines;

  it('sends its token to the host of the address, and names the PDA', async () => {
    const url = await serve(authority.certificate('localhost'));

    const replies = await request(url);

    const sent = { method: 'POST', url: '/api/v2.6/data/a/b', body: '{"a":1}' };
    expect(replies).toEqual([{ status: 201, text: '[1]' }]);
    expect(asked).toEqual([{ ...sent, host: 'asha.localhost', token: 'secret' }]);
  });

  it('follows no redirect', async () => {
    const elsewhere = await serve(authority.certificate('localhost'));
    const url = await serve(authority.certificate('localhost'), { location: elsewhere });

    const replies = await request(url);

    expect(replies).toEqual([{ status: 302, text: '[1]' }]);
    expect(asked).toHaveLength(1);
  });

  it.each<[string, () => Certificate]>([
    ['the PDA, and not its address', () => authority.certificate('asha.localhost')],
    ['another host', () => authority.certificate('elsewhere.example')],
    ['its address, but has ended', () => authority.certificate('localhost', -1)],
    ['its address, but is vouched for by itself alone', () => authority.selfSigned('localhost')],
  ])('tells nothing to a PDA whose certificate is for %s', async (_whom, certificate) => {
    const url = await serve(certificate());

    const replies = await request(url);

    expect(replies).toEqual([{ code: 'PDA_UNREACHABLE' }]);
    expect(asked).toEqual([]);
  });

  it('tells nothing to a PDA that an unknown authority vouches for', async () => {
    const url = await serve(authority.certificate('localhost'));

    const replies = await request(url, {});

    expect(replies).toEqual([{ code: 'PDA_UNREACHABLE' }]);
    expect(asked).toEqual([]);
  });
});
