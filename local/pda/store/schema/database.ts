/** The database itself: an id that a restored copy keeps, and how often engines have started with it. */
export const DATABASE = [
  `create table if not exists pda_database (
     is_it boolean primary key default true check (is_it),
     id uuid not null,
     starts bigint not null default 0)`,
  'insert into pda_database (id) values (gen_random_uuid()) on conflict do nothing',
];
