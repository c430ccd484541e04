import { reachOf } from '../reach/reach.ts';
import type { Claim } from './claim.ts';

/** Every lock must fail before this does; the claims about single locks fail at the first. */
export const nothingReachable: Claim = {
  name: 'nothing-reachable',
  sentence: 'All taken together, no packet, name or request of a function reaches anybody.',
  closes: 'internet route',
  judge(app, told) {
    for (const { lambdas, edges, reaches } of reachOf(app)) {
      const resource = app.functions.find((one) =>
        lambdas.includes(String(one.resource.properties.FunctionName)),
      )?.resource;
      if (!resource) continue;
      if (reaches.length > 0) told.violates(resource, '', reaches.join(', '), 'nothing within reach');
      else
        told.shows(
          resource,
          `and ${lambdas.length - 1} more: ${edges.filter(({ isOpen }) => !isOpen).length} locks, nothing within reach`,
        );
    }
  },
};
