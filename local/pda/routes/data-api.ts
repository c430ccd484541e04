import { Hono } from 'hono';
import type { RouteEnv } from './access.ts';
import { bundlesRoutes } from './bundles.ts';
import { combinatorsRoutes } from './combinators.ts';
import { dataRoutes } from './data.ts';
import { dataBatchRoutes } from './data-batch.ts';
import { dataRecordRoutes } from './data-record.ts';
import { linksRoutes } from './links.ts';
import type { RouteParts } from './parts.ts';
import { sourcesRoutes } from './sources.ts';

/** Older clients call the same routes by older names. */
const VERSIONS = ['/api/v2.6', '/api/v2.0', '/api/v2'];

const GROUPS = [
  sourcesRoutes,
  dataRoutes,
  dataBatchRoutes,
  dataRecordRoutes,
  linksRoutes,
  bundlesRoutes,
  combinatorsRoutes,
];

/** The data API of HAT v2.6. */
export function dataApiRoutes(parts: RouteParts): Hono<RouteEnv> {
  const routes = new Hono<RouteEnv>();
  for (const group of GROUPS.map((make) => make(parts))) {
    for (const version of VERSIONS) routes.route(version, group);
  }
  return routes;
}
