import { type DataKeyShelf, KmsDataKeys } from '../../../adapters/kms/kms-data-keys.ts';
import { startLocalKms, type TestKms } from '../../support/local-kms.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/one';
const HOUR_MS = 3_600_000;

describe('KmsDataKeys', () => {
  let kms: TestKms;
  let now: Date;
  let placed: string | undefined;
  const shelf: DataKeyShelf = {
    take: async () => placed,
    place: async (wrapped) => {
      placed = wrapped;
    },
  };
  const keys = (keyId = KEY) => new KmsDataKeys(kms.client, { keyId, shelf, now: () => now });

  beforeEach(async () => {
    kms = await startLocalKms();
    now = new Date('2026-01-01T00:00:00.000Z');
    placed = undefined;
  });
  afterEach(() => kms.close());

  it('makes one key for what is sealed, and the next process goes on with it', async () => {
    const first = keys();
    const made = await first.current();

    const later = [await first.current(), await keys().current()];

    expect(later).toEqual([made, made]);
    expect(made.key).toHaveLength(32);
    expect(kms.asked()).toEqual(['GenerateDataKey', 'Decrypt']);
  });

  it('unwraps a key once in an hour, however many ask at once', async () => {
    const { key, wrapped } = await keys().current();
    const reader = keys();

    const opened = await Promise.all(Array.from({ length: 20 }, () => reader.unwrap(wrapped)));
    const before = kms.asked().length;
    now = new Date(now.getTime() + HOUR_MS);
    await reader.unwrap(wrapped);

    expect(new Set(opened.map((one) => one?.toString('hex')))).toEqual(new Set([key.toString('hex')]));
    expect([before, kms.asked().length]).toEqual([2, 3]);
  });

  it('keeps as many keys as it was told to, and forgets the one that was unwrapped first', async () => {
    const mostKept = 5;
    const maker = new KmsDataKeys(kms.client, { keyId: KEY, shelf, now: () => now, mostKept });
    const wrapped: string[] = [];
    for (let index = 0; index <= mostKept; index += 1) {
      placed = undefined;
      wrapped.push((await maker.current()).wrapped);
    }
    const before = kms.asked().length;

    await maker.unwrap(wrapped[mostKept] ?? '');
    await maker.unwrap(wrapped[1] ?? '');
    const kept = kms.asked().length;
    await maker.unwrap(wrapped[0] ?? '');

    expect([kept - before, kms.asked().length - before]).toEqual([0, 1]);
  });

  it.each([
    ['another key has wrapped', async () => (await keys(`${KEY}-other`).current()).wrapped],
    ['nobody has wrapped', async () => Buffer.from('nobody').toString('base64')],
    ['is empty', async () => ''],
  ])('unwraps nothing that %s', async (_what, make) => {
    const wrapped = await make();

    const key = await keys().unwrap(wrapped);

    expect(key).toBeUndefined();
  });

  it('makes another key where the one that is there cannot be unwrapped any more', async () => {
    placed = (await keys(`${KEY}-other`).current()).wrapped;
    const old = placed;

    const { key, wrapped } = await keys().current();

    expect([key.length, wrapped === old, placed]).toEqual([32, false, wrapped]);
  });

  it('asks again after KMS has failed', async () => {
    const { key, wrapped } = await keys().current();
    const reader = keys();
    kms.fail('ThrottlingException');
    const failed = await reader.unwrap(wrapped).catch((error: Error) => error.name);

    kms.fail();
    const opened = await reader.unwrap(wrapped);

    expect([failed, opened]).toEqual(['ThrottlingException', key]);
  });
});
