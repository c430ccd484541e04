const FORM = /^v1-(\d{1,15})$/;

/** Writes a place in a PDA's creation order as the opaque text that clients keep. */
export function writeCursor(seq: number): string {
  return `v1-${seq}`;
}

/** @returns undefined when `cursor` is none of ours. */
export function readCursor(cursor: string): number | undefined {
  const seq = FORM.exec(cursor)?.[1];
  return seq === undefined ? undefined : Number(seq);
}
