const noPicture = { normal: '' };

export const dataBundle = {
  name: 'heartbeats',
  bundle: {
    heartbeats: { endpoints: [{ endpoint: 'canary/heartbeats', mapping: { nonce: 'nonce' } }], limit: 100 },
  },
};

export const configurationOfCanary = {
  id: 'canary',
  info: {
    version: '1.0.0',
    versionReleaseDate: '2026-11-23T00:00:00.000Z',
    name: 'Canary',
    headline: 'For operators: shows that runs flow',
    description: { text: 'Answers the heartbeats of the made-up person that watches over this engine.' },
    termsUrl: 'https://she.example/canary/terms',
    supportContact: 'support@she.example',
    graphics: { banner: noPicture, logo: noPicture, screenshots: [] },
  },
  developer: { id: 'she', name: 'Smart HAT Engine', url: 'https://she.example' },
  trigger: { triggerType: 'individual' },
  dataBundle,
  status: { available: true, enabled: false },
};
