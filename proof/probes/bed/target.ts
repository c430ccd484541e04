/** What a probe needs to know about the machine around it, as a hostile function might guess it. */
export interface Target {
  readonly port: number;
  readonly port6: number;
  readonly udpPort: number;
  readonly socketPath: string;
  readonly abstractSocket: string;
  readonly secretFile: string;
  readonly engineFile: string;
  /** A folder of the host's that a link may lead to. */
  readonly victim: string;
  readonly hostFolder: string;
  readonly pid: number;
  readonly invokeCall: {
    readonly port: number;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  /** A name that nothing else on this machine has. */
  readonly marker: string;
}

/** What is the same for every invocation. */
export type Surrounding = Omit<Target, 'marker' | 'hostFolder' | 'invokeCall'>;

/** What the hostile function is told besides the machine around it. */
export type Arguments =
  | Readonly<Record<string, unknown>>
  | ((target: Target) => Readonly<Record<string, unknown>>);
