import type { IncomingHttpHeaders } from 'node:http';
import type { Person } from './people.ts';

export interface Call {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

/** An engine with people on it: on one machine, or what AWS would run. */
export interface Stage {
  readonly name: string;
  /** Asks the management API, below `/api/v2.6/she`, as a person unless a token is given. */
  manage(person: Person, call: Call): Promise<Reply>;
  /** What the engine has logged so far. */
  log(): string;
  /** Asks a person's PDA, as its owner. */
  pda(person: Person, call: Call): Promise<Reply>;
}
