import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AesTokenCipher } from '../../../adapters/crypto/aes-token-cipher.ts';
import type { PdaAccess } from '../../../core/ports.ts';
import type { Registering } from '../../../local/pdas/apply-registrations.ts';
import { PdaFolder } from '../../../local/pdas/pda-folder.ts';
import { lookerAt } from '../../../local/pdas/watch-registrations.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const NOW = new Date('2026-01-01T12:00:00.000Z');
const cipher = new AesTokenCipher(Buffer.alloc(32, 1));

/** A directory in memory that counts how often it was listed: once in each application. */
function registerInMemory() {
  const known = new Map<string, PdaAccess>();
  let listed = 0;
  const registrations = () => [...known.values()].map((one) => ({ ...one, registeredAt: '' }));
  const register: Registering['directory'] = {
    find: async (pda) => known.get(pda),
    put: async (access) => void known.set(access.pda, access),
    registration: async (pda) => registrations().find((one) => one.pda === pda),
    remove: async (pda) => known.delete(pda),
    all: async () => {
      listed += 1;
      return registrations();
    },
  };
  return { register, names: () => [...known.keys()].sort(), listed: () => listed };
}

describe('what the engine looks at in the folder of PDAs', () => {
  const root = temporaryFolder();
  let tests = 0;
  let dataDir: string;
  let folder: PdaFolder;
  let memory: ReturnType<typeof registerInMemory>;
  let reported: string[];
  let look: () => Promise<void>;

  beforeEach(async () => {
    tests += 1;
    dataDir = join(root, `engine-${tests}`);
    folder = new PdaFolder(dataDir);
    memory = registerInMemory();
    reported = [];
    const people = async () => ['alice.localhost'];
    const report = (line: string) => void reported.push(line);
    look = lookerAt({ folder, directory: memory.register, cipher, people, report, now: () => NOW });
    await put('asha.hubat.net');
  });

  async function put(pda: string): Promise<void> {
    const place = { pda, url: `https://${pda}` };
    await folder.put({ ...place, sealedToken: await cipher.seal(place, 'token'), registeredAt: '' });
  }
  const changedBefore = (milliseconds: number) => {
    const time = new Date(NOW.getTime() - milliseconds);
    return utimes(join(dataDir, 'pdas', 'elsewhere'), time, time);
  };

  it('is applied once, and again after a change', async () => {
    await changedBefore(60_000);
    await look();
    await look();
    const before = [memory.listed(), memory.names()];

    await put('ben.hubat.net');
    await changedBefore(30_000);
    await look();
    await look();

    expect(before).toEqual([1, ['asha.hubat.net']]);
    expect([memory.listed(), memory.names()]).toEqual([2, ['asha.hubat.net', 'ben.hubat.net']]);
  });

  it('is applied again while a second change could look like the first', async () => {
    await changedBefore(100);
    await look();

    await put('ben.hubat.net');
    await changedBefore(100);
    await look();

    expect(memory.names()).toEqual(['asha.hubat.net', 'ben.hubat.net']);
  });

  it('is told of once when it is wrong', async () => {
    await writeFile(join(dataDir, 'pdas', 'elsewhere', 'broken.json'), '{');
    await put('alice.localhost');
    await changedBefore(100);

    await look();
    await look();

    expect(reported).toEqual([
      expect.stringMatching(/broken\.json is no registration: move it away\.$/),
      expect.stringContaining('alice.localhost is a PDA of this engine'),
    ]);
  });
});
