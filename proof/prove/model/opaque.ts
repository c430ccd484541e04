/** What only the deployment knows, as text that no template can contain: `⟨She-Network/Vpc7FB7348F⟩`. */
export const opaque = (what: string) => `⟨${what}⟩`;

/** The two that stand for a name without a colon. */
export const ACCOUNT = opaque('account');
export const REGION = opaque('region');

/** Whether a text could be mistaken for one of ours. */
export const looksOpaque = (text: string) => /[⟨⟩]/.test(text);

/** A text cut into characters and opaque pieces. */
export const pieces = (text: string): readonly string[] => text.match(/⟨[^⟩]*⟩|[\s\S]/gu) ?? [];

export const isOpaque = (piece: string) => piece.startsWith('⟨');
