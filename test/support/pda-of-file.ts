import { PDA_NOW, startTestPda, type TestPda } from './start-pda.ts';

export interface Caller {
  readonly pda: string;
  readonly token: string;
}

/** An embedded PDA for one file of tests, with those who call it. */
export interface PdaOfFile {
  readonly pda: TestPda;
  /** Alice, the owner. */
  readonly owner: Caller;
  /** The engine, for Alice's PDA. */
  readonly engine: Caller;
  /** A minute later in each test, so that nobody is slowed down for what another test did. */
  readonly now: Date;
  /** Route to an endpoint that no other test uses. */
  readonly place: string;
  readonly endpoint: string;
  /** Data that no other test saves. */
  unique(value: unknown): { readonly place: string; readonly value: unknown };
}

/** Starts a PDA before the tests of a file and closes it after them. Its fields are there once a test runs. */
export function pdaOfFile(): PdaOfFile {
  let pda: TestPda;
  let now = PDA_NOW;
  let places = 0;

  beforeAll(async () => {
    pda = await startTestPda({ now: () => now });
  }, 60_000);
  beforeEach(() => {
    places += 1;
    now = new Date(now.getTime() + 60_000);
  });
  afterAll(() => pda.close());

  return {
    get pda() {
      return pda;
    },
    get owner() {
      return { pda: pda.alice.pda, token: pda.alice.ownerToken };
    },
    get engine() {
      return { pda: pda.alice.pda, token: pda.alice.engineToken };
    },
    get now() {
      return now;
    },
    get endpoint() {
      return `test/place-${places}`;
    },
    get place() {
      return `/api/v2.6/data/${this.endpoint}`;
    },
    unique(value) {
      return { place: this.place, value };
    },
  };
}
