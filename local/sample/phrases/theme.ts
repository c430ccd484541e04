/** What a person says about one subject, by how they feel; `{slot}` stands for any of the words listed for it. */
export interface Theme {
  readonly low: readonly string[];
  readonly flat: readonly string[];
  readonly high: readonly string[];
  readonly slots: Readonly<Record<string, readonly string[]>>;
}
