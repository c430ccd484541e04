import { AesTokenCipher } from '../../../adapters/crypto/aes-token-cipher.ts';
import { deriveEngineKeys, deriveTenantKey } from '../../../adapters/crypto/derive-keys.ts';
import { HmacGroupPseudonyms, HmacTenantPseudonyms } from '../../../adapters/crypto/hmac-pseudonyms.ts';
import { EngineError } from '../../../core/errors.ts';

const key = (byte: number) => Buffer.alloc(32, byte);
const PDA = 'asha.localhost';
const PLACE = { pda: PDA, url: 'https://asha.example.org' };
const TOKEN = 'eyJ0b2tlbiI6Imdyw7zDn2UifQ';

describe('AesTokenCipher', () => {
  const cipher = new AesTokenCipher(key(1));

  it.each([TOKEN, '', 'größe 😀', 'x'.repeat(10_000)])('opens what it has sealed', async (token) => {
    const opened = await cipher.open(PLACE, await cipher.seal(PLACE, token));

    expect(opened).toBe(token);
  });

  it('opens what was sealed before tokens had keys of their own', async () => {
    const sealed = 'nZAafu/9Qqr8QEZd3fKPklk9kEOCRcGUbOq4VW1dpAKwrthXbB6sSMTprwCWgwenT3WqentV';

    const opened = await cipher.open(PLACE, sealed);

    expect(opened).toBe(TOKEN);
  });

  it('never seals the same token to the same text', async () => {
    const sealed = await Promise.all(Array.from({ length: 100 }, () => cipher.seal(PLACE, TOKEN)));

    expect(new Set(sealed).size).toBe(100);
  });

  it('shows nothing of the token', async () => {
    const sealed = await cipher.seal(PLACE, TOKEN);

    expect(Buffer.from(sealed, 'base64').includes(TOKEN)).toBe(false);
  });

  it.each<[string, (sealed: string) => Promise<string>]>([
    ['for another PDA', (sealed) => cipher.open({ ...PLACE, pda: 'ben.localhost' }, sealed)],
    ['for another address', (sealed) => cipher.open({ ...PLACE, url: 'https://elsewhere' }, sealed)],
    ['with another key', (sealed) => new AesTokenCipher(key(2)).open(PLACE, sealed)],
    ['shortened', (sealed) => cipher.open(PLACE, sealed.slice(0, -4))],
    ['nothing', () => cipher.open(PLACE, '')],
    ['no base64', () => cipher.open(PLACE, '!!!')],
  ])('opens nothing that was sealed %s, and says what to do', async (_how, open) => {
    const error = await open(await cipher.seal(PLACE, TOKEN)).catch((thrown: Error) => thrown);

    expect(error).toBeInstanceOf(EngineError);
    expect(String(error)).toMatch(/cannot be opened with this engine's key: register the PDA again\.$/);
  });

  it('opens nothing in which a single bit was changed', async () => {
    const sealed = Buffer.from(await cipher.seal(PLACE, TOKEN), 'base64');
    const tampered = Array.from(sealed, (_, index) => {
      const copy = Buffer.from(sealed);
      copy[index] = (copy[index] ?? 0) ^ 1;
      return copy.toString('base64');
    });

    const opened = await Promise.allSettled(tampered.map((each) => cipher.open(PLACE, each)));

    expect(opened.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    expect(opened.length).toBeGreaterThan(28);
  });

  it('quotes neither token nor sealed text in its error', async () => {
    const sealed = await cipher.seal(PLACE, TOKEN);

    const error = await cipher.open({ ...PLACE, pda: 'ben.localhost' }, sealed).catch(String);

    expect(error).toContain('register the PDA again');
    expect([TOKEN, sealed.slice(0, 8)].filter((part) => error.includes(part))).toEqual([]);
  });
});

describe('pseudonyms', () => {
  const pseudonyms = new HmacTenantPseudonyms(key(1));

  it('are the same for the same PDA, function and epoch, in every process', () => {
    const tenants = [pseudonyms, new HmacTenantPseudonyms(key(1))].map((each) =>
      each.tenant(PDA, 'coach', 1),
    );

    expect(tenants[0]).toBe(tenants[1]);
    expect(tenants[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differ by PDA, function, epoch, purpose and key', () => {
    const all = [
      pseudonyms.tenant(PDA, 'coach', 1),
      pseudonyms.tenant('ben.localhost', 'coach', 1),
      pseudonyms.tenant(PDA, 'sleep', 1),
      pseudonyms.tenant(PDA, 'coach', 2),
      new HmacGroupPseudonyms(key(1)).group(PDA),
      new HmacTenantPseudonyms(key(2)).tenant(PDA, 'coach', 1),
    ];

    expect(new Set(all).size).toBe(all.length);
  });

  it('cannot be made to meet by names that run into one another', () => {
    const all = [
      pseudonyms.tenant('a', 'bc', 1),
      pseudonyms.tenant('ab', 'c', 1),
      pseudonyms.tenant('a', 'b', 11),
      pseudonyms.tenant('a', 'b","1', 1),
    ];

    expect(new Set(all).size).toBe(all.length);
  });
});

describe('derived keys', () => {
  it('are one a purpose, the same from the same secret', () => {
    const [first, second] = [deriveEngineKeys(key(1)), deriveEngineKeys(key(1))];

    expect(first).toEqual(second);
    expect(first.groups).toHaveLength(32);
    const keys = [first.groups, first.tokens, deriveTenantKey(key(1)), key(1)];
    expect(new Set(keys.map((each) => each.toString('hex'))).size).toBe(4);
  });

  it.each([deriveEngineKeys, deriveTenantKey])('come from no secret that is too short: %p', (derive) => {
    expect(() => derive(Buffer.alloc(31))).toThrow(
      'A key of the engine has 31 bytes; it needs 32 or more. Generate a new one.',
    );
  });
});
