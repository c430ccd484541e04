const END = 'end';
const FORM = /^p1-(\d{1,15})-(end|[0-9a-f-]{36})$/;

/**
 * A place in a window of a plain PDA. Such a PDA tells no creation order, so that every window is all that the bundle
 * asks for, ordered by record id. Windows are numbered, since a place means something only within its own: in another
 * one it would pass over records.
 */
export interface PlainCursor {
  readonly window: number;
  /** Absent at the end. */
  readonly recordId?: string | undefined;
}

export function writePlainCursor({ window, recordId = END }: PlainCursor): string {
  return `p1-${window}-${recordId}`;
}

/** @returns undefined for the cursors of PDAs with the additions: these never begin with `p1-` */
export function readPlainCursor(cursor: string | undefined): PlainCursor | undefined {
  const [, window, place] = FORM.exec(cursor ?? '') ?? [];
  if (window === undefined) return undefined;
  return place === END ? { window: Number(window) } : { window: Number(window), recordId: place };
}
