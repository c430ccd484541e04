/** One thing about the supply that is neither right nor explained. */
export interface Finding {
  /** The check that found it. */
  readonly check: string;
  /** The package, advisory or file it is about. */
  readonly subject: string;
  readonly found: string;
  readonly remedy: string;
}
