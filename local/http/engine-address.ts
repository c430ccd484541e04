/** Which PDA of which engine to talk to. */
export interface EngineAddress {
  /** Base address, such as `http://localhost:4000`. */
  readonly url: string;
  /** The PDA's domain name, sent as `Host` header. */
  readonly pda: string;
}
