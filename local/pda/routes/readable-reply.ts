import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import { may } from '../../../core/model/role.ts';
import type { Draft, Saved } from '../store/save-owner-data.ts';
import type { RouteContext } from './access.ts';
import { namespaceOf, readers } from './namespace-rights.ts';

/**
 * The reply to a save, one record a draft. Of what was there before, whoever may write a namespace but not read it
 * learns the id alone: their own data comes back, not what is stored.
 */
export function asReadable(
  context: RouteContext,
  saved: readonly Saved[],
  drafts: readonly Draft[],
): readonly Saved[] {
  const readable = (record: EndpointData, sent: Draft | undefined): EndpointData => {
    if (may(context.get('caller'), ...readers(namespaceOf(record.endpoint)))) return record;
    const { endpoint, recordId, sourceUniqueId } = record;
    return {
      endpoint,
      recordId,
      sourceUniqueId,
      sourceTimestamp: sent?.sourceTimestamp,
      data: sent?.data ?? null,
    };
  };
  return saved.map((record, n) => ({
    ...readable(record, drafts[n]),
    links: record.links.map((link, m) => readable(link, drafts[n]?.links?.[m])),
  }));
}
