import { parseJson } from '../../../adapters/pda/parse-json.ts';
import { jsonText } from '../../../core/model/exact-number.ts';
import { storableJson } from '../../../local/pda/store/storable-json.ts';
import type { Step } from '../stories/story.ts';
import type { Reply } from './ask.ts';

interface Sent {
  readonly data: unknown;
  readonly sourceUniqueId?: unknown;
  readonly links?: readonly Sent[] | null;
}

/** Whether the reply to a save holds what was sent, as far as databases can hold it; true of all other steps. */
export function isKept({ method, path, body }: Step, reply: Reply): boolean {
  const [route, query = ''] = path.replace(/^\/api\/v2\.6/, '').split('?', 2) as [string, string?];
  const isSave = method === 'POST' && /^\/(data\/|data-batch$)/.test(route);
  if (!isSave || reply.status !== 201 || typeof body !== 'string' || query !== '') return true;
  const [sent, saved] = [parseJson(body), parseJson(reply.body)];
  if (route === '/data-batch') return same(sent as readonly Sent[], saved as readonly Sent[]);
  const drafts = (Array.isArray(sent) ? sent : [sent]).map((data) => ({ data }));
  return same(drafts, (Array.isArray(saved) ? saved : [saved]) as readonly Sent[]);
}

/** Of records that were known by an id, what is stored comes back. */
function same(sent: readonly Sent[], saved: readonly Sent[]): boolean {
  return (
    sent.length === saved.length &&
    sent.every(({ data, sourceUniqueId, links }, index) => {
      const back = saved[index] as Sent;
      const isKnown = typeof sourceUniqueId === 'string';
      return (isKnown || storable(data) === jsonText(back.data)) && same(links ?? [], back.links ?? []);
    })
  );
}

/** Names that differ in a NUL alone become one. */
const storable = (data: unknown) => jsonText(parseJson(storableJson(data)));
