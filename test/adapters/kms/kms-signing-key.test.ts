import { importSPKI, jwtVerify } from 'jose';
import { KmsSigningKey } from '../../../adapters/kms/kms-signing-key.ts';
import { startLocalKms, type TestKms } from '../../support/local-kms.ts';

describe('a signing key in KMS', () => {
  let kms: TestKms;
  let key: KmsSigningKey;

  beforeEach(async () => {
    kms = await startLocalKms();
    key = new KmsSigningKey(kms.client, 'arn:aws:kms:eu-west-1:123456789012:key/canary');
  });
  afterEach(() => kms.close());

  it('signs tokens that its public key verifies', async () => {
    const token = await key.sign({ iss: 'canary.example', application: 'she' });

    const verified = await jwtVerify(token, await importSPKI(await key.publicKey(), 'RS256'));
    expect(verified.payload).toEqual({ iss: 'canary.example', application: 'she' });
    expect(verified.protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT' });
  });

  it('signs nothing that another key verifies', async () => {
    const other = new KmsSigningKey(kms.client, 'arn:aws:kms:eu-west-1:123456789012:key/another');

    const token = await other.sign({ iss: 'canary.example' });

    const publicKey = await importSPKI(await key.publicKey(), 'RS256');
    await expect(jwtVerify(token, publicKey)).rejects.toThrow('signature verification failed');
  });

  it('asks for its public key once, and again after a failure', async () => {
    kms.fail('KMSInternalException');
    await expect(key.publicKey()).rejects.toThrow();
    kms.fail();

    const keys = await Promise.all([key.publicKey(), key.publicKey()]);

    expect(new Set(keys).size).toBe(1);
    expect(kms.asked()).toEqual(['GetPublicKey', 'GetPublicKey']);
  });
});
