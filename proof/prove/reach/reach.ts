import { allowedActions, BY_CODE, count } from '../claims/role.ts';
import type { App } from '../model/app.ts';
import type { FunctionLambda } from '../model/functions.ts';
import { at } from '../model/model.ts';
import { CODE, type Edge, reached } from './graph.ts';
import { packetEdges } from './packets.ts';

/** What the code of some Lambdas, which are sealed alike, could reach, and what keeps it from more. */
export interface Reach {
  /** Names of the Lambdas. */
  readonly lambdas: readonly string[];
  readonly edges: readonly Edge[];
  /** Nothing, if all is well. */
  readonly reaches: readonly string[];
  /** What the Lambda service does with their role; code cannot. */
  readonly serviceActions: readonly string[];
}

const known = new WeakMap<App, readonly Reach[]>();

/** One graph for all that are sealed alike; made once for an app. */
export function reachOf(app: App): readonly Reach[] {
  const before = known.get(app);
  if (before) return before;
  const reach = makeReach(app);
  known.set(app, reach);
  return reach;
}

function makeReach(app: App): readonly Reach[] {
  const groups = new Map<string, FunctionLambda[]>();
  for (const one of app.functions) {
    const seal = JSON.stringify([at(one.resource, 'VpcConfig'), at(one.resource, 'Role')]);
    groups.set(seal, [...(groups.get(seal) ?? []), one]);
  }
  return [...groups.values()].map((alike) => reachOfAlike(app, alike));
}

function reachOfAlike(app: App, alike: readonly FunctionLambda[]): Reach {
  const [first] = alike;
  const lambdas = alike.map(({ resource }) => String(at(resource, 'FunctionName') ?? resource.id)).sort();
  if (!first) return { lambdas, edges: [], reaches: [], serviceActions: [] };
  const role = app.roles.find(({ resource }) => resource.arn === at(first.resource, 'Role'));
  const edges = [...packetEdges(app, first.resource), ...requestEdges(app, role)];
  return { lambdas, edges, reaches: reached(edges), serviceActions: role ? allowedActions(app, role) : [] };
}

/** What code can ask AWS for with the credentials of its role, should it ever reach it. */
function requestEdges(app: App, role: App['roles'][number] | undefined): readonly Edge[] {
  const to = 'actions of AWS';
  if (!role) return [{ from: CODE, to, isOpen: true, by: [], why: 'its role is not in these templates' }];
  const allowed = allowedActions(app, role, BY_CODE);
  const by = [role.resource.key, ...(role.boundaryResource ? [role.boundaryResource.key] : [])];
  const why =
    allowed.length > 0
      ? `code is allowed ${allowed.slice(0, 3).join(', ')}${allowed.length > 3 ? ' …' : ''}`
      : `none of ${count(app.actions.length)} is allowed to code`;
  return [
    { from: CODE, to: 'role', isOpen: true, by: [role.resource.key], why: 'Lambda gives it the credentials' },
    { from: 'role', to, isOpen: allowed.length > 0, by, why },
  ];
}
