import { COUNTER, FUNCTIONS, type Saved, type Silence, TRACKER, type Trigger } from './history.ts';
import { type Answer, PdaClient } from './pda-client.ts';

/** What is known of one function; `enabled` is undefined while a request about it went without an answer. */
export interface FunctionView {
  enabled: boolean | undefined;
  /** Since the disable was answered; `before` is missing until it could be read. */
  silence?: { readonly from: number; before?: readonly string[] | undefined } | undefined;
  /** Enables and disables sent so far. */
  decisions: number;
  /** Something new was saved since it was enabled. */
  isOwed: boolean;
}

/** Where each function writes. */
const DERIVED = { [TRACKER]: 'data/she/insights/emotions', [COUNTER]: 'data/she/insights/activity-records' };
export type FunctionId = keyof typeof DERIVED;

export const FEEDS = ['twitter/tweets', 'facebook/feed', 'rumpel/notablesv1'] as const;

export interface DataRecord {
  readonly recordId: string;
  readonly data: { readonly [field: string]: unknown };
}

/** One owner, all requests made in their name, and what came of them. */
export class Person {
  readonly name: string;
  readonly client: PdaClient;
  readonly #countsAgain: boolean;
  readonly saves: (Saved & { acknowledgedAt?: number | undefined; feed: string })[] = [];
  readonly triggers: (Trigger & { answer?: Trigger['answer'] })[] = [];
  silences: Silence[] = [];
  /** Answers that the API does not know. */
  readonly oddAnswers: string[] = [];
  readonly functions: Readonly<Record<FunctionId, FunctionView>> = {
    [TRACKER]: { enabled: false, decisions: 0, isOwed: false },
    [COUNTER]: { enabled: false, decisions: 0, isOwed: false },
  };

  /** @param options.countsAgain whether the counting function may count everything again */
  constructor(pda: string, { countsAgain }: { readonly countsAgain: boolean }) {
    this.name = pda;
    this.client = new PdaClient(pda);
    this.#countsAgain = countsAgain;
  }

  /** Numbers add up only for somebody whose records are counted once. */
  mayRunOverEverything(functionId: FunctionId): boolean {
    return functionId !== COUNTER || this.#countsAgain;
  }

  /** Whether the answer is one of those; anything else that was answered is noted. */
  knows(request: string, answer: Answer | undefined, ...statuses: readonly number[]): answer is Answer {
    if (!answer) return false;
    if (statuses.includes(answer.status)) return true;
    this.oddAnswers.push(`${request} was answered with ${answer.status} ${JSON.stringify(answer.body)}`);
    return false;
  }

  /** All records of an endpoint. @returns undefined without an answer */
  async records(path: string): Promise<readonly DataRecord[] | undefined> {
    const answer = await this.client.get(`${path}?take=999999999`);
    return this.knows(path, answer, 200) ? (answer.body as unknown as readonly DataRecord[]) : undefined;
  }

  derivedBy(functionId: FunctionId): Promise<readonly DataRecord[] | undefined> {
    return this.records(DERIVED[functionId]);
  }

  /** What a new engine says about requests that the old one did not answer. */
  async resolve(): Promise<void> {
    for (const functionId of FUNCTIONS) {
      const view = this.functions[functionId];
      if (view.enabled === undefined) await this.#resolveEnabled(functionId, view);
      if (view.silence && !view.silence.before) await this.listen(functionId);
    }
  }

  /** Notes what a disabled function has derived so far. */
  async listen(functionId: FunctionId): Promise<void> {
    const { silence } = this.functions[functionId];
    if (silence) silence.before = (await this.derivedBy(functionId))?.map(({ recordId }) => recordId);
  }

  /** Notes what a disabled function has derived by now. @returns whether that could be found out */
  async endSilence(functionId: FunctionId): Promise<boolean> {
    const view = this.functions[functionId];
    if (!view.silence) return true;
    const { from, before } = view.silence;
    const after = (await this.derivedBy(functionId))?.map(({ recordId }) => recordId);
    if (!after) return false;
    if (before) this.silences.push({ functionId, from, to: Date.now(), before, after });
    return true;
  }

  async #resolveEnabled(functionId: FunctionId, view: FunctionView): Promise<void> {
    const path = `she/function/${functionId}`;
    const answer = await this.client.get(path);
    if (!this.knows(path, answer, 200)) return;
    view.enabled = (answer.body as unknown as { status: { enabled: boolean } }).status.enabled;
    if (view.enabled && view.silence) {
      view.silence = undefined;
      view.isOwed = false;
    }
    // The engine that might still have been writing is dead.
    if (!view.enabled) view.silence ??= { from: Date.now() };
  }
}
