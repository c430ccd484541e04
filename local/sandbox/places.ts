/** Where a function's process finds things, as it sees them. */
export interface Places {
  /** Its package, unpacked, and the folder of bootstraps. */
  readonly code: string;
  readonly bootstraps: string;
  /** Unix socket of the Runtime API. */
  readonly socket: string;
  /** Port of 127.0.0.1 for runtimes that want the Runtime API there; 0 for any that is free. */
  readonly port: number;
  /** The only folder it may write to. */
  readonly tmp: string;
}

/** How a process learns of its places. One that is started by the bridge finds host:port instead of the socket. */
export function placeVariables({ code, bootstraps, socket, tmp }: Places): Readonly<Record<string, string>> {
  return {
    AWS_LAMBDA_RUNTIME_API: `unix:${socket}`,
    LAMBDA_TASK_ROOT: code,
    LAMBDA_RUNTIME_DIR: bootstraps,
    HOME: tmp,
    TMPDIR: tmp,
  };
}
