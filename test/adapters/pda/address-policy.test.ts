import type { lookup } from 'node:dns';
import { request } from 'node:http';
import {
  guardedLookup,
  isWithin,
  literalOf,
  type Reach,
  reachOf,
} from '../../../adapters/pda/address-policy.ts';
import { startHttpServer } from '../../support/http-server.ts';

const REACHES: readonly Reach[] = ['this machine', 'the internet', 'the internet and this network'];
const reachesTo = (address: string) => REACHES.filter((reach) => isWithin(reach, address));

/** A resolver that answers with the next list each time, as a name whose owner changes it does. */
function resolverOf(...answers: readonly (readonly string[])[]): typeof lookup {
  let asked = 0;
  const resolve = (
    _name: string,
    _options: object,
    callback: (error: null, addresses: readonly { address: string; family: number }[]) => void,
  ) => {
    const answer = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    callback(
      null,
      answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return resolve as unknown as typeof lookup;
}

describe('where a request to a PDA may end', () => {
  it.each(['8.8.8.8', '52.95.110.1', '2606:4700::1111', '2a05:d018::1'])(
    'is %s on the internet',
    (address) => {
      const reaches = reachesTo(address);

      expect(reaches).toEqual(['the internet', 'the internet and this network']);
    },
  );

  it.each(['127.0.0.1', '127.8.9.10', '::1'])('is %s on this machine', (address) => {
    const reaches = reachesTo(address);

    expect(reaches).toEqual(['this machine', 'the internet and this network']);
  });

  it.each(['10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd00:ec2::254'])(
    'is %s in this network',
    (address) => {
      const reaches = reachesTo(address);

      expect(reaches).toEqual(['the internet and this network']);
    },
  );

  it.each([
    ['where instances ask for credentials', '169.254.169.254'],
    ['where containers ask for credentials', '169.254.170.2'],
    ['link-local IPv6', 'fe80::1'],
    ['link-local IPv6 of an interface', 'fe80::1%eth0'],
    ['site-local IPv6', 'fec0::1'],
    ["a carrier's network", '100.64.0.1'],
    ['no address', '0.0.0.0'],
    ['this network, unspecified', '0.1.2.3'],
    ['no IPv6 address', '::'],
    ['a group', '224.0.0.251'],
    ['an IPv6 group', 'ff02::1'],
    ['everybody', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['protocols', '192.0.0.8'],
    ['documentation', '203.0.113.7'],
    ['IPv6 documentation', '2001:db8::1'],
    ['benchmarks', '198.18.0.1'],
    ['loopback, mapped into IPv6', '::ffff:127.0.0.1'],
    ['a private one, mapped into IPv6', '::ffff:10.0.0.1'],
    ['a public one, mapped into IPv6', '::ffff:8.8.8.8'],
    ['loopback, as IPv6 once wrote it', '::7f00:1'],
    ['metadata, through NAT64', '64:ff9b::a9fe:a9fe'],
    ['a private one, through 6to4', '2002:0a00:0001::'],
    ['a private one, through Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['not given out', '4000::1'],
    ['a name', 'localhost'],
    ['a number', '2130706433'],
    ['nothing', ''],
  ])('is never %s: %s', (_what, address) => {
    const reaches = reachesTo(address);

    expect(reaches).toEqual([]);
  });
});

describe('an address', () => {
  it.each([
    ['http://asha.hubat.net', true, 'this machine'],
    ['http://asha.hubat.net', false, 'this machine'],
    ['https://asha.hubat.net', true, 'the internet and this network'],
    ['https://asha.hubat.net', false, 'the internet'],
  ])('%s, with PDAs nearby or not (%s), reaches %s', (url, nearby, expected) => {
    const reach = reachOf(new URL(url), nearby);

    expect(reach).toBe(expected);
  });

  it.each([
    ['https://8.8.8.8:443', '8.8.8.8'],
    ['https://0x7f.1', '127.0.0.1'],
    ['https://[2606:4700::1111]:8443', '2606:4700::1111'],
    ['https://asha.hubat.net', undefined],
    ['https://8.8.8.8.hubat.net', undefined],
  ])('%s names in place of a host: %s', (url, expected) => {
    const literal = literalOf(new URL(url));

    expect(literal).toBe(expected);
  });
});

describe('guardedLookup', () => {
  const ask = (reach: Reach, resolve: typeof lookup, options: object) =>
    new Promise((done) => {
      guardedLookup(reach, resolve)('pda.example.org', options, (error, address) => done(error ?? address));
    });

  it('gives the addresses that it has looked at, in the form that is asked for', async () => {
    const resolve = resolverOf(['8.8.8.8', '2606:4700::1111']);

    const answers = [
      await ask('the internet', resolve, {}),
      await ask('the internet', resolve, { all: true }),
    ];

    const all = [
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ];
    expect(answers).toEqual(['8.8.8.8', all]);
  });

  it.each<readonly string[]>([['169.254.169.254'], ['8.8.8.8', '10.0.0.1'], ['::1', '8.8.8.8']])(
    'refuses a name of which one address is out of reach: %s %s',
    async (...addresses) => {
      const answer = await ask('the internet', resolverOf(addresses.filter(Boolean)), { all: true });

      expect(answer).toMatchObject({ name: 'AddressRefused' });
    },
  );

  it('asks for every address, whatever else is asked for', async () => {
    const asked: object[] = [];
    const resolve = ((_name: string, options: object, answer: (...given: unknown[]) => void) => {
      asked.push(options);
      answer(null, [{ address: '8.8.8.8', family: 4 }]);
    }) as unknown as typeof lookup;

    await ask('the internet', resolve, { family: 4, all: false });

    expect(asked).toEqual([{ family: 4, all: true }]);
  });

  it('tells why a name has no address, and gives none', async () => {
    const unknown = new Error('ENOTFOUND');
    const failing = ((_name: string, _options: object, answer: (...given: unknown[]) => void) =>
      answer(unknown)) as unknown as typeof lookup;
    const given = (resolve: typeof lookup) =>
      new Promise((done) => {
        guardedLookup('the internet', resolve)('pda.example.org', {}, (...all) => done(all));
      });

    const answers = [await given(failing), await given(resolverOf(['10.0.0.1']))];

    const refused = 'pda.example.org leads to addresses that are not of the internet.';
    expect(answers).toEqual([
      [unknown, ''],
      [expect.objectContaining({ name: 'AddressRefused', message: refused }), ''],
    ]);
  });

  it('refuses a name that leads nowhere', async () => {
    const answer = await ask('the internet', resolverOf([]), { all: true });

    expect(answer).toMatchObject({ name: 'AddressRefused' });
  });

  it('is asked once for a connection: what the name becomes meanwhile does not count', async () => {
    const server = await startHttpServer(() => ({ status: 200 }));
    const rebinding = resolverOf(['127.0.0.1'], ['169.254.169.254']);
    const lookup = guardedLookup('this machine', rebinding);
    const send = () =>
      new Promise<unknown>((done) => {
        const { port } = new URL(server.url);
        const sent = request({ host: 'rebinds.example.org', port, lookup, agent: false }, (response) =>
          response.resume().once('end', () => done('answered')),
        );
        sent.once('error', done).end();
      });

    const outcomes = [await send(), await send()];

    expect(outcomes).toEqual(['answered', expect.objectContaining({ name: 'AddressRefused' })]);
    expect(server.requests).toHaveLength(1);
    await server.close();
  });
});
