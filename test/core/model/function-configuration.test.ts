import { functionConfigurationSchema } from '../../../core/model/function-configuration.ts';

const PUBLISHED = {
  id: 'hydration-coach',
  info: {
    version: '2.1.0',
    versionReleaseDate: '2024-03-04T09:30:00.000Z',
    updateNotes: { header: 'Better summaries', notes: ['Weekly totals', 'Fewer nudges'] },
    name: 'Hydration Coach',
    headline: 'How much did you drink?',
    description: {
      text: 'Counts drinks logged in your PDA.',
      markdown: 'Counts *drinks* logged in your PDA.',
    },
    termsUrl: 'https://coach.example/terms',
    supportContact: 'help@coach.example',
    graphics: {
      banner: { normal: '' },
      logo: { normal: 'https://coach.example/logo.png', small: 'https://coach.example/logo-s.png' },
      screenshots: [{ normal: 'https://coach.example/s1.png' }],
    },
    dataPreviewEndpoint: '/she/feed/coach/hydration',
  },
  developer: { id: 'coachlabs', name: 'Coach Labs', url: 'https://coach.example', country: 'Portugal' },
  trigger: { triggerType: 'periodic', period: 'P1D' },
  dataBundle: {
    name: 'hydration-coach',
    bundle: {
      drinks: {
        endpoints: [{ endpoint: 'kitchen/drinks', mapping: { ml: 'volume.ml', when: 'poured_at' } }],
        orderBy: 'poured_at',
        ordering: 'descending',
        limit: 200,
      },
    },
  },
  status: { available: true, enabled: false },
};

const REQUIRED = [
  'id',
  'info',
  'info.version',
  'info.versionReleaseDate',
  'info.name',
  'info.headline',
  'info.description',
  'info.description.text',
  'info.termsUrl',
  'info.supportContact',
  'info.graphics',
  'info.graphics.banner',
  'info.graphics.banner.normal',
  'info.graphics.logo',
  'info.graphics.screenshots',
  'developer',
  'developer.id',
  'developer.name',
  'developer.url',
  'trigger',
  'trigger.triggerType',
  'trigger.period',
  'dataBundle',
  'dataBundle.name',
  'dataBundle.bundle',
  'status',
  'status.available',
  'status.enabled',
];

type Tree = { [key: string]: Tree };

/** What `PUBLISHED` is with one field changed, or taken away. */
function published(path: string, value?: unknown): unknown {
  const copy = structuredClone(PUBLISHED) as unknown as Tree;
  const [last = '', ...parents] = path.split('.').toReversed();
  const holder = parents.toReversed().reduce((tree, key) => tree[key] ?? {}, copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value as Tree;
  return copy;
}

describe('functionConfigurationSchema', () => {
  it("reads the contract's sample, and nothing is lost", () => {
    const read = functionConfigurationSchema.parse(PUBLISHED);

    expect(read).toEqual(PUBLISHED);
  });

  it('reads again what it has read', () => {
    const first = functionConfigurationSchema.parse(published('trigger.period', 86_400_000));

    const again = functionConfigurationSchema.parse(JSON.parse(JSON.stringify(first)));

    expect(again).toEqual(first);
  });

  it.each(REQUIRED)('refuses a configuration without %s, and names it', (path) => {
    const read = functionConfigurationSchema.safeParse(published(path));

    expect(read.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('names everything that is wrong at once', () => {
    const read = functionConfigurationSchema.safeParse({ ...PUBLISHED, id: 7, status: {}, developer: null });

    const places = read.error?.issues.map((issue) => issue.path.join('.'));
    expect(places).toEqual(['id', 'developer', 'status.available', 'status.enabled']);
  });

  it.each([
    ['1-2-3', '1.2.3'],
    ['10.20.30', '10.20.30'],
    ['1_22-3', '1.22.3'],
  ])('reads the version %s as %s', (version, expected) => {
    const read = functionConfigurationSchema.parse(published('info.version', version));

    expect(read.info.version).toBe(expected);
  });

  it.each(['12345', '1.234', '1.2', '1.2.3.4', 'v1.2.3', '1..2.3'])('refuses the version %s', (version) => {
    const read = functionConfigurationSchema.safeParse(published('info.version', version));

    expect(read.error?.issues).toMatchObject([{ path: ['info', 'version'], message: 'must be N.N.N' }]);
  });

  it('reads null where a field may be missing as missing', () => {
    const read = functionConfigurationSchema.parse(published('info.updateNotes', null));

    expect(JSON.stringify(read)).not.toContain('updateNotes');
  });

  it('ignores fields it does not know', () => {
    const read = functionConfigurationSchema.parse({ ...PUBLISHED, price: 3 });

    expect(read).toEqual(PUBLISHED);
  });

  it('reads dates as numbers too, and writes them as text', () => {
    const read = functionConfigurationSchema.parse(published('info.versionReleaseDate', 1_714_547_700_000));

    expect(read.info.versionReleaseDate).toBe('2024-05-01T07:15:00.000Z');
  });
});
