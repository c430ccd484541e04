/** SQLSTATE of a value that a filter cannot read; the message is the place that the filter was given. */
export const UNREADABLE_VALUE = 'PD001';

/** Ends each function: whatever went wrong in it, this was the place. */
const LOCATED = `exception when others then
     raise exception using errcode = '${UNREADABLE_VALUE}', message = place`;

/**
 * Transformations of the bundle language that say where they fail, which a plain cast cannot. Functions in plpgsql
 * are judged costly: they see only what the cheap conditions have left.
 */
export const EXTRACT = [
  'drop function if exists pda_extract(text, text, jsonb, text)',
  `create or replace function pda_extract(part text, is_date boolean, value jsonb, place text) returns jsonb
   language plpgsql stable strict as $$
   begin
     return to_jsonb(date_part(part, case when is_date then value::text::timestamptz
                                     else to_timestamp(value::text::double precision) end));
   ${LOCATED};
   end $$`,
  `create or replace function pda_words(value jsonb, place text) returns tsvector
   language plpgsql stable strict as $$
   begin
     return to_tsvector('english', value::text);
   ${LOCATED};
   end $$`,
];
