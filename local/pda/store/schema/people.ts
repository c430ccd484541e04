/** People and what their PDAs are protected with. */
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
];
