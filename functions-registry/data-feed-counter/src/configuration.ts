import { dataBundle } from './feeds.ts';

const noPicture = { normal: '' };

/** What owners are shown before they enable the function. */
export const functionConfiguration = {
  id: 'data-feed-counter',
  info: {
    version: '1.0.0',
    versionReleaseDate: '2026-11-22T00:00:00.000Z',
    updateNotes: {
      header: 'First release',
      notes: ['Counts nine data feeds', 'Reads nothing but the identifier of each record'],
    },
    name: 'Data Feed Counter',
    headline: 'See how much data each of your feeds brings',
    description: {
      text: 'Once a week, counts the new records of your data feeds and saves the numbers back to your PDA. It reads only the identifiers of your records, never what is in them.',
      markdown:
        'Once a week, counts the new records of your data feeds and saves the numbers back to your PDA.\n\nIt reads **only the identifiers** of your records, never what is in them.',
    },
    termsUrl: 'https://she.example/data-feed-counter/terms',
    supportContact: 'support@she.example',
    graphics: { banner: noPicture, logo: noPicture, screenshots: [] },
    dataPreviewEndpoint: '/she/feed/she/activity-records',
  },
  developer: {
    id: 'she',
    name: 'Smart HAT Engine',
    url: 'https://she.example',
    country: 'United Kingdom',
  },
  trigger: { triggerType: 'periodic', period: 'P1W' },
  dataBundle,
  status: { available: true, enabled: false },
};
