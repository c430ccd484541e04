import type { CatalogueEntry } from '../../../core/model/catalogue-entry.ts';
import type { Trigger } from '../../../core/model/trigger.ts';

export interface SimulatedFunction {
  readonly id: string;
  readonly reads: readonly string[];
  readonly trigger: Trigger;
  readonly maxRecords?: number;
  readonly runOnEmpty?: boolean;
}

/** What people's own feeds are called. */
export const FEEDS = ['feed/posts', 'feed/places'] as const;

/** What a wider version of any function reads on top. */
export const WIDER = 'feed/secrets';

export const outputOf = (functionId: string): string => `she/${functionId}`;

/** One of each trigger; beta lives on what alpha derives, gamma on what beta derives, and alpha on gamma's: a loop. */
export const FUNCTIONS: readonly SimulatedFunction[] = [
  {
    id: 'alpha',
    reads: ['feed/posts', outputOf('gamma')],
    trigger: { triggerType: 'individual' },
    maxRecords: 2,
  },
  { id: 'beta', reads: ['feed/posts', outputOf('alpha')], trigger: { triggerType: 'individual' } },
  {
    id: 'gamma',
    reads: ['feed/places', outputOf('beta')],
    trigger: { triggerType: 'periodic', period: 'PT1H' },
    maxRecords: 4,
  },
  { id: 'delta', reads: ['feed/places'], trigger: { triggerType: 'manual' }, runOnEmpty: true },
];

/** The function's `version`th version. */
export function entryOf(one: SimulatedFunction, version: number, isWider: boolean): CatalogueEntry {
  const { id, maxRecords, trigger } = one;
  const reads = isWider ? [...one.reads, WIDER] : one.reads;
  return {
    id,
    version: `${version}.0.0`,
    configuration: configurationOf(id, trigger, reads),
    scope: {
      reads: reads.map((endpoint) => ({ endpoint })),
      namespace: 'she',
      endpoint: id,
      allowSubpaths: false,
    },
    codeHash: String(version).padStart(64, '0'),
    process: { functionName: `she-${id}`, qualifier: String(version) },
    bundle: { functionName: `she-${id}-bundle`, qualifier: String(version) },
    timeout: 60,
    ...(maxRecords ? { maxRecords } : {}),
    runOnEmpty: one.runOnEmpty ?? false,
    available: true,
    recalledVersions: [],
  };
}

function configurationOf(
  id: string,
  trigger: Trigger,
  reads: readonly string[],
): CatalogueEntry['configuration'] {
  return {
    id,
    info: {
      version: '1.0.0',
      versionReleaseDate: '2026-01-01T00:00:00.000Z',
      name: id,
      headline: id,
      description: { text: id },
      termsUrl: 'https://functions.example/terms',
      supportContact: 'help@functions.example',
      graphics: { banner: { normal: '' }, logo: { normal: '' }, screenshots: [] },
    },
    developer: { id: 'functions', name: 'Functions', url: 'https://functions.example' },
    trigger,
    dataBundle: { name: id, bundle: { records: { endpoints: reads.map((endpoint) => ({ endpoint })) } } },
    status: { available: true, enabled: false },
  };
}
