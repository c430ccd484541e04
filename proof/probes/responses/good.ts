import type { Json } from '../../../core/model/json.ts';

/** What an honest function of this registry says. */

export const NAMESPACE = 'coach';
export const ENDPOINT = 'insights/hydration';
export const PLACE = `${NAMESPACE}/${ENDPOINT}`;
export const READS = 'kitchen/drinks';
/** Data that it has no consent for. */
export const FOREIGN = 'bank/accounts';

export const GOOD_DATA: readonly Json[] = [{ drinks: 2 }];

export function aResponse(change: { readonly [key: string]: Json } = {}): Json {
  return { namespace: NAMESPACE, endpoint: ENDPOINT, data: GOOD_DATA, linkedRecords: [], ...change };
}

export const aQuery = (change: { readonly [key: string]: Json } = {}): Json => ({
  endpoint: READS,
  ...change,
});

export function aBundle(...endpoints: readonly Json[]): Json {
  return { name: 'drinks', bundle: { drinks: { endpoints } } };
}

export const GOOD_BUNDLE = aBundle(aQuery());

export function aConfiguration(id: string, change: { readonly [key: string]: Json } = {}): Json {
  return {
    id,
    info: {
      version: '1.0.0',
      versionReleaseDate: '2026-01-01T00:00:00.000Z',
      name: 'Hydration Coach',
      headline: 'How much did you drink?',
      description: { text: 'Counts drinks.' },
      termsUrl: 'https://coach.example/terms',
      supportContact: 'help@coach.example',
      graphics: { banner: { normal: '' }, logo: { normal: '' }, screenshots: [] },
    },
    developer: { id: 'coachlabs', name: 'Coach Labs', url: 'https://coach.example' },
    trigger: { triggerType: 'individual' },
    dataBundle: GOOD_BUNDLE,
    status: { available: true, enabled: false },
    ...change,
  };
}
