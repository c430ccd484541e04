import type { Sql } from './sql.ts';

/** SQLSTATE with which `pda_extract` reports a value it cannot read; the message is the given place. */
export const UNREADABLE_VALUE = 'PD001';

const STATEMENTS = [
  `create table if not exists pda (
     name text primary key,
     created timestamptz not null,
     last_seq bigint not null default 0,
     owner_id uuid not null,
     password_hash text not null,
     private_key text not null,
     public_key text not null,
     subject_key text not null)`,
  `create table if not exists record (
     pda text not null references pda,
     id uuid not null,
     seq bigint not null,
     endpoint text not null,
     data jsonb not null,
     bytes integer not null,
     hash text,
     created timestamptz not null,
     chain text[] not null,
     derived_by text,
     execution_id uuid,
     primary key (pda, id),
     unique (pda, seq),
     unique (pda, hash))`,
  'create index if not exists record_by_endpoint on record (pda, endpoint, seq)',
  `create table if not exists link_member (
     pda text not null,
     group_id uuid not null,
     record_id uuid not null,
     seq bigint not null,
     primary key (pda, group_id, record_id),
     foreign key (pda, record_id) references record)`,
  'create index if not exists link_member_by_record on link_member (pda, record_id)',
  `create table if not exists data_event (
     position bigint generated always as identity primary key,
     id text not null unique,
     body jsonb not null)`,
  `create table if not exists fence (
     pda text not null references pda,
     function_id text not null,
     highest bigint not null,
     primary key (pda, function_id))`,
  // In a function because a plain cast could neither say which filter failed, nor wait until the cheap
  // conditions have thrown out other records (functions in plpgsql are judged costly, so they run last).
  `create or replace function pda_extract(part text, kind text, value jsonb, place text) returns jsonb
   language plpgsql stable strict as $$
   declare moment timestamptz;
   begin
     if kind = 'timestampExtract' then
       if jsonb_typeof(value) <> 'number' then raise exception 'no number'; end if;
       moment := to_timestamp(value::double precision);
     else
       moment := trim(both '"' from value::text)::timestamptz;
     end if;
     return to_jsonb(date_part(part, moment));
   exception when others then
     raise exception using errcode = '${UNREADABLE_VALUE}', message = place;
   end $$`,
];

/** Makes what is missing; does nothing on a database that has it all. */
export async function prepareSchema(sql: Sql): Promise<void> {
  for (const statement of STATEMENTS) await sql.query(statement);
}
