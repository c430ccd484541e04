import type { MiddlewareHandler } from 'hono';
import type { RateLimit } from '../auth/rate-limit.ts';
import type { People } from '../store/people.ts';
import type { SaveContext } from '../store/save-owner-data.ts';
import type { RouteEnv } from './access.ts';

/** What the groups of routes share. */
export interface RouteParts extends SaveContext {
  /** Guard that finds the PDA; every route begins with it. */
  readonly host: MiddlewareHandler<RouteEnv>;
  readonly people: People;
  readonly rateLimit: RateLimit;
  /** Gets a line about each failure, for the operator. */
  readonly report: (line: string) => void;
  /** Called after each commit that may have raised a data event. */
  readonly saved: () => void;
}
