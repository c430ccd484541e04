import type { EndpointData } from '../../../core/model/endpoint-data.ts';
import { may } from '../../../core/model/role.ts';
import type { Draft, Show } from '../store/save-owner-data.ts';
import type { RouteContext } from './access.ts';
import { namespaceOf, readers } from './namespace-rights.ts';

/**
 * How a reply shows the records of a change. Of what was there before, whoever may write a namespace but not read it
 * learns the id alone: their own data comes back, not what is stored.
 */
export function asReadable(context: RouteContext): Show {
  return (record: EndpointData, sent: Omit<Draft, 'links'>): EndpointData => {
    if (may(context.get('caller'), ...readers(namespaceOf(record.endpoint)))) return record;
    const { endpoint, recordId, sourceUniqueId } = record;
    return { endpoint, recordId, sourceUniqueId, sourceTimestamp: sent.sourceTimestamp, data: sent.data };
  };
}
