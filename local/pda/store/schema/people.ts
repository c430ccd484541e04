/** People, what their PDAs are protected with, and whom they let in. */
export const PEOPLE = [
  `create table if not exists pda (
     name text primary key,
     created timestamptz not null,
     last_seq bigint not null default 0,
     owner_id uuid not null,
     password_hash text not null,
     private_key text not null,
     public_key text not null,
     subject_key text not null)`,
  `create table if not exists earlier_key (
     pda text not null references pda,
     public_key text not null,
     until timestamptz not null,
     primary key (pda, public_key))`,
  `create table if not exists application (
     pda text not null references pda,
     id text not null,
     version text not null,
     enabled boolean not null,
     roles jsonb not null,
     primary key (pda, id))`,
];
