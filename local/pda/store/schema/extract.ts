/** SQLSTATE with which `pda_extract` reports a value it cannot read; the message is the given place. */
export const UNREADABLE_VALUE = 'PD001';

/** What the bundle language needs and PostgreSQL lacks. */
export const EXTRACT = [
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
