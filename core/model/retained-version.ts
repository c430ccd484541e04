/** A version of a function's Lambda that can still be called. */
export interface RetainedVersion {
  readonly qualifier: string;
  /** SHA-256 of its package, hex. */
  readonly codeHash: string;
  /** Absent where nobody knows. */
  readonly publishedAt?: Date | undefined;
  /** Of its package; absent where nobody knows. */
  readonly bytes?: number | undefined;
}
