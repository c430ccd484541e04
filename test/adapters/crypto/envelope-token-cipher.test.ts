import { type DataKeys, EnvelopeTokenCipher } from '../../../adapters/crypto/envelope-token-cipher.ts';
import { EngineError } from '../../../core/errors.ts';

const PLACE = { pda: 'asha.localhost', url: 'https://asha.example.org' };
const TOKEN = 'eyJ0b2tlbiI6Imdyw7zDn2UifQ';

/** Keys of one byte repeated, wrapped as that byte. */
function keysOf(...bytes: readonly number[]): DataKeys {
  const keyOf = (byte: number) => ({ key: Buffer.alloc(32, byte), wrapped: btoa(String(byte)) });
  const known = bytes.map(keyOf);
  return {
    current: async () => known.at(-1) ?? keyOf(0),
    unwrap: async (wrapped) => known.find((one) => one.wrapped === wrapped)?.key,
  };
}

describe('EnvelopeTokenCipher', () => {
  const cipher = new EnvelopeTokenCipher(keysOf(1));

  it.each([TOKEN, '', 'größe 😀', 'x'.repeat(10_000)])('opens what it has sealed', async (token) => {
    const opened = await cipher.open(PLACE, await cipher.seal(PLACE, token));

    expect(opened).toBe(token);
  });

  it('opens with an earlier key what was sealed with that, and seals with the new one', async () => {
    const old = await cipher.seal(PLACE, TOKEN);
    const renewed = new EnvelopeTokenCipher(keysOf(1, 2));

    const [opened, sealed] = [await renewed.open(PLACE, old), await renewed.seal(PLACE, TOKEN)];

    expect(opened).toBe(TOKEN);
    expect([old, sealed].map((text) => atob(text.split('.')[0] ?? ''))).toEqual(['1', '2']);
  });

  it('seals another token with the key of the one before, where no key can be made', async () => {
    const unmade = () => Promise.reject(new Error('no key may be made'));
    const opener = new EnvelopeTokenCipher({ ...keysOf(1, 2), current: unmade });
    const sealed = await cipher.seal(PLACE, 'before');

    const resealed = await opener.reseal(PLACE, sealed, TOKEN);

    expect(resealed.split('.')[0]).toBe(sealed.split('.')[0]);
    expect(await cipher.open(PLACE, resealed)).toBe(TOKEN);
  });

  it('seals nothing with a key that is not ours', async () => {
    const sealed = await new EnvelopeTokenCipher(keysOf(2)).seal(PLACE, TOKEN);

    const resealing = cipher.reseal(PLACE, sealed, TOKEN);

    await expect(resealing).rejects.toThrow(EngineError);
  });

  it.each<[string, (sealed: string) => Promise<string>]>([
    ['for another PDA', (sealed) => cipher.open({ ...PLACE, pda: 'ben.localhost' }, sealed)],
    ['for another address', (sealed) => cipher.open({ ...PLACE, url: 'https://elsewhere' }, sealed)],
    ['with a key that is not ours', (sealed) => new EnvelopeTokenCipher(keysOf(2)).open(PLACE, sealed)],
    [
      'with another key than it says',
      (sealed) => new EnvelopeTokenCipher(keysOf(1, 2)).open(PLACE, sealed.replace(btoa('1'), btoa('2'))),
    ],
    ['shortened', (sealed) => cipher.open(PLACE, sealed.slice(0, -4))],
    ['longer', (sealed) => cipher.open(PLACE, `${sealed}.x`)],
    ['without its key', (sealed) => cipher.open(PLACE, sealed.split('.')[1] ?? '')],
    ['without a token', (sealed) => cipher.open(PLACE, `${sealed.split('.')[0]}.`)],
    ['as nothing', () => cipher.open(PLACE, '')],
  ])('opens nothing that was sealed %s, says what to do, and quotes nothing', async (_how, open) => {
    const sealed = await cipher.seal(PLACE, TOKEN);

    const error = await open(sealed).catch((thrown: Error) => thrown);

    expect(error).toBeInstanceOf(EngineError);
    expect(String(error)).toMatch(/: register the PDA again\.$/);
    expect(
      [TOKEN, sealed.slice(0, 8), sealed.slice(-8)].filter((part) => String(error).includes(part)),
    ).toEqual([]);
  });
});
