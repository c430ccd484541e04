import type { PdaAccess, PdaRegister } from '../../core/ports.ts';
import type { PdaEntry } from './pda-folder.ts';

/** Opens what a folder's entry holds. */
export interface EntryCipher {
  open(place: Pick<PdaAccess, 'pda' | 'url'>, sealed: string): Promise<string>;
}

export interface Registering {
  readonly directory: Pick<PdaRegister, 'find' | 'put' | 'registration' | 'all' | 'remove'>;
  readonly cipher: EntryCipher;
  /** Names of the PDAs that the engine keeps itself, now. */
  readonly people: () => Promise<readonly string[]>;
  /** Gets a line about each entry that cannot be used. */
  readonly report: (line: string) => void;
}

/** Makes the directory say that exactly these PDAs are registered, besides the engine's own. */
export async function applyRegistrations(
  { directory, cipher, people, report }: Registering,
  entries: readonly PdaEntry[],
): Promise<void> {
  const own = new Set(await people());
  const kept = new Set<string>();
  for (const entry of entries) {
    const { pda } = entry;
    const access = await opened(cipher, entry);
    if (own.has(pda))
      report(`${pda} is a PDA of this engine: what is registered of it elsewhere is not used.`);
    else if (!access) report(`The token of ${pda} cannot be opened: give it anew with "npx she pda rotate".`);
    else {
      kept.add(pda);
      const isPerson = async () => (await people()).includes(pda);
      if (!(await isApplied(directory, entry)) && !(await isPerson()))
        await directory.put(access, entry.registeredAt);
    }
  }
  const gone = (await directory.all()).filter(({ pda }) => !kept.has(pda));
  // Asked after the list was read: whoever it names and is a person was one by then, if only since a moment ago.
  const now = gone.length === 0 ? own : new Set(await people());
  for (const { pda } of gone) if (!now.has(pda)) await directory.remove(pda);
}

async function opened(cipher: EntryCipher, entry: PdaEntry): Promise<PdaAccess | undefined> {
  const { pda, url, sealedToken } = entry;
  const token = await cipher.open({ pda, url }, sealedToken).catch(() => undefined);
  return token === undefined ? undefined : { pda, url, token };
}

/**
 * Whether what is stored was applied from this entry. Its token is not compared: the PDA may have renewed it since, and
 * the one in the entry have ended.
 */
async function isApplied(
  directory: Registering['directory'],
  { pda, url, registeredAt }: PdaEntry,
): Promise<boolean> {
  const stored = await directory.registration(pda);
  const opens = await directory.find(pda).catch(() => undefined);
  return opens !== undefined && stored?.url === url && stored.registeredAt === registeredAt;
}
