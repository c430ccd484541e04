import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AesTokenCipher } from '../../adapters/crypto/aes-token-cipher.ts';
import { deriveEngineKeys } from '../../adapters/crypto/derive-keys.ts';
import { HmacGroupPseudonyms } from '../../adapters/crypto/hmac-pseudonyms.ts';
import { EngineError } from '../../core/errors.ts';
import { tokenEnd } from '../../core/model/token-claims.ts';
import type { PdaAccess } from '../../core/ports.ts';
import { isDataDirectoryInUse } from '../data-directory/lock.ts';
import { readSecret } from '../data-directory/secrets.ts';
import type { PdaDesk } from './pda-desk.ts';
import { PdaFolder } from './pda-folder.ts';

/**
 * The PDAs of an engine on this machine, which may be running or not.
 * @throws EngineError when no engine has run with the directory: its key seals the tokens
 */
export async function openLocalPdaDesk(dataDir: string): Promise<PdaDesk> {
  const hasKey = await stat(join(dataDir, 'engine.key')).then(
    () => true,
    () => false,
  );
  if (!hasKey)
    throw new EngineError(`No engine has run with ${dataDir}: choose its data directory with --data-dir.`);
  const keys = deriveEngineKeys(await readSecret(dataDir, 'engine.key'));
  const cipher = new AesTokenCipher(keys.tokens);
  const folder = new PdaFolder(dataDir);
  const entryOf = async ({ pda, url, token }: PdaAccess) => {
    const sealedToken = await cipher.seal({ pda, url }, token);
    return { pda, url, sealedToken, registeredAt: new Date().toISOString(), tokenEnds: tokenEnd(token) };
  };
  return {
    nearby: true,
    list: () => folder.entries(),
    find: (pda) => folder.find(pda),
    isOwn: (pda) => folder.isOwn(pda),
    add: async (access) => folder.add(await entryOf(access)),
    rotate: async (access) => {
      const entry = await entryOf(access);
      const isThere = (await folder.find(access.pda))?.url === access.url;
      if (isThere) await folder.put(entry);
      return isThere;
    },
    remove: (pda) => folder.remove(pda),
    names: async () => [...(await folder.entries()).map(({ pda }) => pda), ...(await folder.own())],
    pseudonyms: async () => new HmacGroupPseudonyms(keys.groups),
    effect: async () =>
      (await isDataDirectoryInUse(dataDir))
        ? 'The engine knows within a second.'
        : 'No engine is running here: it knows from its next start on.',
  };
}
