import { chosenTargets } from '../../../proof/live-canary/targets.ts';

describe('what the canary tries to reach', () => {
  it('is usually everything that answers nearly everywhere, the metadata address and the resolver', () => {
    const { tcp, udp, names } = chosenTargets([]);

    expect(tcp).toEqual(expect.arrayContaining(['169.254.169.254:80', '1.1.1.1:443']));
    expect(udp).toContain('169.254.169.253:53');
    expect(names).toContain('example.com');
  });

  it('is what an operator chose, alone, and a name whose name servers are watched', () => {
    const chosen = ['tcp://127.0.0.1:80', 'udp://[::1]:53', 'name://x.org'];

    const targets = chosenTargets(chosen, 'token.watched.org');

    expect(targets).toEqual({
      tcp: ['127.0.0.1:80'],
      udp: ['[::1]:53'],
      names: ['x.org', 'token.watched.org'],
    });
  });

  it.each(['http://x.org', 'tcp://x.org', 'x.org:80', 'name://x.org:53'])('is not %s', (target) => {
    expect(() => chosenTargets([target])).toThrow(`--target ${target} is none`);
  });
});
