/** Bundles and combinators that their owner registered. */
export const QUERIES = [
  // As text and not as jsonb, which would lose the order of a mapping's entries: later ones win.
  `create table if not exists saved_query (
     pda text not null references pda,
     kind text not null,
     name text not null,
     body text not null,
     primary key (pda, kind, name))`,
];
