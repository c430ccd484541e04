/** Records and the groups that link them. */
export const RECORDS = [
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
  'alter table record add column if not exists source_unique_id text',
  'alter table record add column if not exists source_timestamp text',
  'create index if not exists record_by_endpoint on record (pda, endpoint, seq)',
  // What was saved last lies in a list beside the index that each search reads through; more of it would be felt.
  `create index if not exists record_by_content on record using gin (data jsonb_path_ops)
     with (gin_pending_list_limit = 1024)`,
  `create table if not exists link_member (
     pda text not null,
     group_id uuid not null,
     record_id uuid not null,
     seq bigint not null,
     primary key (pda, group_id, record_id),
     foreign key (pda, record_id) references record)`,
  'create index if not exists link_member_by_record on link_member (pda, record_id)',
];
