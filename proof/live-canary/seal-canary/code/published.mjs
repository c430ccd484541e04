const noPicture = { normal: '' };

export const dataBundle = {
  name: 'nothing',
  bundle: { nothing: { endpoints: [{ endpoint: 'she/canary', mapping: { id: 'id' } }], limit: 1 } },
};

export const configurationOfCanary = {
  id: 'seal-canary',
  info: {
    version: '1.0.0',
    versionReleaseDate: '2026-11-23T00:00:00.000Z',
    name: 'Seal canary',
    headline: 'For operators: tries to get out',
    description: {
      text: 'Tries every way out when an operator asks it to. It derives nothing from anybody.',
    },
    termsUrl: 'https://she.example/seal-canary/terms',
    supportContact: 'support@she.example',
    graphics: { banner: noPicture, logo: noPicture, screenshots: [] },
  },
  developer: { id: 'she', name: 'Smart HAT Engine', url: 'https://she.example' },
  trigger: { triggerType: 'manual' },
  dataBundle,
  status: { available: true, enabled: false },
};
