/** One item of an owner's feed, as published clients read it. What is absent is left out, never null. */
export interface FeedItem {
  /** Where it comes from: the namespace of the function. */
  readonly source: string;
  readonly date: {
    /** ISO 8601 with milliseconds, in UTC. */
    readonly iso: string;
    /** Seconds since 1970. */
    readonly unix: number;
  };
  readonly types: readonly string[];
  readonly title?: { readonly text: string; readonly subtitle?: string; readonly action?: string };
  readonly content?: {
    readonly text?: string;
    readonly media?: readonly { readonly thumbnail?: string; readonly url?: string }[];
    readonly nestedStructure?: Readonly<Record<string, readonly FeedDetail[]>>;
  };
  readonly location?: {
    readonly geo?: { readonly longitude: number; readonly latitude: number };
    readonly address?: { readonly country?: string; readonly city?: string };
    readonly tags?: readonly string[];
  };
}

/** One line within an item. */
export interface FeedDetail {
  readonly content: string;
  readonly badge?: string;
  readonly types?: readonly string[];
}
