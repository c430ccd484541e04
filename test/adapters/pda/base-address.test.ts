import { baseAddress } from '../../../adapters/pda/base-address.ts';

describe('the address of a PDA', () => {
  it.each([
    ['https://asha.hubat.net', 'https://asha.hubat.net'],
    ['https://asha.hubat.net/', 'https://asha.hubat.net'],
    ['HTTPS://Asha.Hubat.NET:443', 'https://asha.hubat.net'],
    ['https://asha.hubat.net:8443', 'https://asha.hubat.net:8443'],
    ['https://8.8.8.8', 'https://8.8.8.8'],
  ])('is taken anywhere, in one way of writing it: %s', (text, written) => {
    const addresses = [true, false].map((nearby) => baseAddress(text, nearby));

    expect(addresses).toEqual([written, written]);
  });

  it.each([
    'http://127.0.0.1:4000',
    'http://localhost:4000',
    'http://asha.localhost:4000',
    'http://[::1]:4000',
    'https://127.0.0.1:4000',
    'https://192.168.1.7',
  ])('may be of this machine or its network on one machine, and not on AWS: %s', (text) => {
    const nearby = baseAddress(text, true);

    expect(nearby).toBe(text);
    expect(() => baseAddress(text, false)).toThrow(/^No PDA may be at/);
  });

  it.each([
    ['asha.hubat.net', 'it is no URL'],
    ['', 'it is no URL'],
    ['ftp://asha.hubat.net', 'it is not of HTTPS'],
    ['file:///etc/passwd', 'it is not of HTTPS'],
    ['https://asha:secret@hubat.net', 'it holds a name or a password'],
    ['https://asha@hubat.net', 'it holds a name or a password'],
    ['https://:secret@hubat.net', 'it holds a name or a password'],
    ['https://asha.hubat.net/api/v2.6', 'it has a path, a query or a fragment'],
    ['https://asha.hubat.net?x=1', 'it has a path, a query or a fragment'],
    ['https://asha.hubat.net/#x', 'it has a path, a query or a fragment'],
    ['http://asha.hubat.net', 'plain HTTP is for this machine alone'],
    ['http://localhost.hubat.net', 'plain HTTP is for this machine alone'],
    ['http://nolocalhost', 'plain HTTP is for this machine alone'],
    ['http://192.168.1.7', 'plain HTTP is for this machine alone'],
    ['http://169.254.169.254', 'plain HTTP is for this machine alone'],
    ['https://169.254.169.254', 'it is not of the internet and this network'],
    ['https://2852039166', 'it is not of the internet and this network'],
    ['https://0xa9.0xfe.0xa9.0xfe', 'it is not of the internet and this network'],
    ['https://[::ffff:169.254.169.254]', 'it is not of the internet and this network'],
    ['https://[fe80::1]', 'it is not of the internet and this network'],
    ['https://0.0.0.0', 'it is not of the internet and this network'],
  ])('is nowhere %s, since %s', (text, problem) => {
    expect(() => baseAddress(text, true)).toThrow(problem);
    expect(() => baseAddress(text, false)).toThrow(/^No PDA may be at/);
  });

  it.each([
    'https://2130706433',
    'https://0x7f.1',
    'https://017700000001',
    'https://[::ffff:10.0.0.1]',
    'https://10.1',
  ])('is not on AWS, however it is written: %s', (text) => {
    expect(() => baseAddress(text, false)).toThrow('it is not of the internet.');
  });

  it('says what to write, and repeats no password', () => {
    const give = () => baseAddress('https://asha:secret@hubat.net', false);

    expect(give).toThrow(
      'No PDA may be at https://…@hubat.net: it holds a name or a password. Give its address like https://asha.hubat.net.',
    );
  });

  it.each([
    [
      true,
      'plain HTTP is for this machine alone. Give its address like https://asha.hubat.net or http://127.0.0.1:4000.',
    ],
    [false, 'plain HTTP would show its data. Give its address like https://asha.hubat.net.'],
  ])('says what fits where it is asked, nearby or not: %s', (nearby, words) => {
    expect(() => baseAddress('http://asha.hubat.net', nearby)).toThrow(
      `No PDA may be at http://asha.hubat.net: ${words}`,
    );
  });

  it('repeats no more than the beginning of what is no address', () => {
    const give = () => baseAddress('x'.repeat(1_000), false);

    expect(give).toThrow(`No PDA may be at ${'x'.repeat(200)}: it is no URL.`);
  });
});
