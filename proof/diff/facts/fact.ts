/** What a change is about, most dangerous first. */
export const GROUPS = ['network', 'iam', 'data', 'compute', 'rest'] as const;
export type Group = (typeof GROUPS)[number];

/** One thing that a deployment lets happen (`opening`), or keeps from happening (`guard`). */
export interface Fact {
  readonly kind: 'opening' | 'guard';
  readonly group: Group;
  /** Who it is about: a resource's key (`She-State/StateCustomerKey8B0F1A7E`), or several alike (`She-Functions-*`). */
  readonly about: string;
  /** Continues a sentence about it: `may dynamodb:Scan on …`, `is stored in the clear`. */
  readonly says: string;
  /** How much of what it says: 14 days of messages, 100 requests a second. */
  readonly amount?: number | undefined;
  /** Of a guard: nothing is lost when all that it is about goes. */
  readonly endsWithIt?: true | undefined;
  /** Of a statement of a policy: what it is about. */
  readonly grant?: Grant | undefined;
}

/** One action on one resource that a policy allows or denies somebody; each may hold `*` and `?`. */
export interface Grant {
  /** `Service lambda.amazonaws.com`, `*`; absent where whoever has the policy is meant. */
  readonly principal?: string | undefined;
  readonly action: string;
  readonly resource: string;
  /** `StringEquals aws:SourceAccount` → the values, sorted. */
  readonly conditions: ReadonlyMap<string, string>;
}
