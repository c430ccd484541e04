import { watched } from '../../../proof/noninterference/observe/port-calls.ts';

describe('ports under observation', () => {
  it('tell what is stored, and the keys of what is looked for', async () => {
    const seen: object[] = [];
    const statuses = { find: async () => undefined, replace: async () => true };
    const ports = watched({ statuses }, (one) => void seen.push(one)) as {
      statuses: { [name: string]: (...args: readonly unknown[]) => Promise<unknown> };
    };

    await ports.statuses.find?.('asha.example', 'alpha');
    await ports.statuses.replace?.({ pda: 'asha.example' });

    expect(seen).toEqual([
      { channel: 'port calls', body: { call: 'statuses.find', with: ['asha.example', 'alpha'] } },
      { channel: 'status table', body: { pda: 'asha.example' } },
    ]);
  });

  it.each([
    ['a new port', { mail: { send: () => {} } }, 'mail', 'send'],
    ['a new call of an old one', { statuses: { forgetAll: () => {} } }, 'statuses', 'forgetAll'],
  ])('refuse %s until somebody says who sees it', (_what, ports, port, call) => {
    const watching = watched(ports as Record<string, Record<string, unknown>>, () => {});

    const looking = () => watching[port]?.[call];

    expect(looking).toThrow(`The port ${port}.${call} is on no channel`);
  });
});
