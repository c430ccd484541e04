import type { GroupPseudonyms, PdaAccess, PdaRegistration } from '../../core/ports.ts';

/** Where an operator registers PDAs, with an engine on this machine or with one on AWS. */
export interface PdaDesk {
  /** Whether PDAs may be on the engine's machine, or in its network. */
  readonly nearby: boolean;
  /** By name. */
  list(): Promise<readonly PdaRegistration[]>;
  find(pda: string): Promise<PdaRegistration | undefined>;
  /** Whether the engine keeps this PDA itself. */
  isOwn(pda: string): Promise<boolean>;
  /** @returns false when it is registered already; nothing changes then */
  add(access: Pick<PdaAccess, 'pda' | 'url' | 'token'>): Promise<boolean>;
  /** Gives it another token. @returns false when it is not registered at that address; nothing changes then */
  rotate(access: Pick<PdaAccess, 'pda' | 'url' | 'token'>): Promise<boolean>;
  /** @returns whether it was registered */
  remove(pda: string): Promise<boolean>;
  /** Names of all PDAs that the engine works with, its own among them. */
  names(): Promise<readonly string[]>;
  /** What its log and its metrics call PDAs, by the engine's own key. */
  pseudonyms(): Promise<GroupPseudonyms>;
  /** From when on what was changed holds, for a sentence. */
  effect(): Promise<string>;
}
