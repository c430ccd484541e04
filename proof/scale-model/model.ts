import { AWS } from './aws-limits.ts';
import { type Busy, busyOf } from './busy.ts';
import { ITEM_BYTES } from './calls.ts';
import { type CostLine, costOf } from './cost.ts';
import { type Limit, limitsOf } from './limits.ts';
import { type Load, type Rates, ratesOf } from './load.ts';
import { type Outages, outagesOf } from './outages.ts';
import type { Prices } from './prices.ts';
import { type Workflow, workflowsOf } from './step-functions.ts';

/** Everything that the model says about a load. */
export interface Model {
  readonly load: Load;
  readonly average: Rates;
  readonly busiest: Rates;
  readonly busy: Busy;
  /** The first to break first. */
  readonly limits: readonly Limit[];
  readonly catalogue: Catalogue;
  readonly outages: Outages;
  /** Of a million runs. */
  readonly cost: readonly CostLine[];
  readonly workflows: readonly Workflow[];
  readonly prices: Prices;
}

/** The catalogue, when somebody asks which functions there are. */
interface Catalogue {
  readonly bytes: number;
  /** Requests one after the other, and the units that they read, not strongly consistent. */
  readonly listingPages: number;
  readonly listingReads: number;
}

function catalogueOf({ functions }: Load): Catalogue {
  const bytes = functions * ITEM_BYTES.catalogueEntry;
  const listingPages = Math.ceil(bytes / AWS.scanPageBytes);
  return { bytes, listingPages, listingReads: Math.ceil(bytes / 4_096 / 2) };
}

export function modelOf(load: Load, prices: Prices): Model {
  const busy = busyOf(load);
  return {
    ...{ load, busy, prices },
    average: ratesOf(load, 1),
    busiest: ratesOf(load, load.peak),
    limits: limitsOf(load, busy),
    catalogue: catalogueOf(load),
    outages: outagesOf(load, busy),
    cost: costOf(load, busy, prices),
    workflows: workflowsOf(load, busy, prices),
  };
}
