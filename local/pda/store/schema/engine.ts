/** What the engine needs besides records: events to be told, fences against runs of the past. */
export const ENGINE = [
  `create table if not exists data_event (
     position bigint generated always as identity primary key,
     id text not null unique,
     body jsonb not null)`,
  `create table if not exists fence (
     pda text not null references pda,
     function_id text not null,
     highest bigint not null,
     primary key (pda, function_id))`,
];
