import { readFileSync } from 'node:fs';
import { stageConfigSchema } from '../../../lib/config/stage-config.ts';

/** Made up, in the shapes in which they are issued. */
const SECRETS = {
  'an access key of AWS': `AKIA${'IOSFODNN7EXAMPLE'}`,
  'a secret key of AWS': `wJalrXUtnFEMI/K7MDENG/${'bPxRfiCYEXAMPLEKEY'}`,
  'a private key': '-----BEGIN PRIVATE KEY-----',
  'a signed token': `${'eyJhbGciOiJSUzI1NiJ9'}.eyJpc3MiOiJhbGljZSJ9.c2lnbmVk`,
  'a token of GitHub': `ghp_${'16C7e42F292c6912E7710c838347Ae178B4a'}`,
  'a hash of a password': '5f4dcc3b5aa765d61d8327deb882cf99',
  'a password in an address': 'https://admin:hunter2@example.org/',
};

/** A configuration with `text` at each place that takes a text of the writer's. */
const places: Readonly<Record<string, (text: string) => object>> = {
  account: (text) => ({ account: text }),
  region: (text) => ({ region: text }),
  namePrefix: (text) => ({ namePrefix: text }),
  alarmEmail: (text) => ({ alarmEmail: text }),
  'alarmEmail, before its @': (text) => ({ alarmEmail: `${text}@example.org` }),
  runbookUrl: (text) => ({ runbookUrl: text }),
  'runbookUrl, in its path': (text) => ({ runbookUrl: `https://example.org/${text}` }),
  'the name of a rollout': (text) => ({ rollouts: { [text]: { percentage: 10 } } }),
  pdaAccounts: (text) => ({ pdaAccounts: [text] }),
  'the name of a tag': (text) => ({ tags: { [text]: 'a' } }),
  'the value of a tag': (text) => ({ tags: { team: text } }),
  'a field of its own': (text) => ({ [text]: text }),
};

/** Where a name may look like a hash. */
const NAMED = ['alarmEmail, before its @', 'runbookUrl, in its path'];

describe('the configuration of a stage', () => {
  it.each(
    Object.keys(places)
      .flatMap((place) => Object.entries(SECRETS).map((secret) => [place, ...secret] as const))
      .filter(([place, what]) => !(NAMED.includes(place) && what === 'a hash of a password')),
  )('takes at %s not %s', (place, _what, secret) => {
    const { success, error } = stageConfigSchema.safeParse(places[place]?.(secret));

    expect(success).toBe(false);
    // Of a name that it does not know it tells the name.
    if (place !== 'a field of its own') expect(messages(error)).not.toContain(secret);
  });

  it.each(['password', 'dbPassword', 'api-key', 'Token', 'client_secret'])('has no tag named %s', (name) => {
    const { error } = stageConfigSchema.safeParse({ tags: { [name]: 'hunter2' } });

    expect(messages(error)).toMatch(/name of a secret.*Secrets Manager/);
  });

  it.each([
    { alarmEmail: 'sre-notifications2025platformteam@example.org' },
    { runbookUrl: 'https://github.com/exampleorganisation2platform/she/blob/main/docs/runbook.md' },
  ])('takes a long name in an address: %j', (settings) => {
    const { error } = stageConfigSchema.safeParse(settings);

    expect(messages(error)).toBe('');
  });

  it.each([
    { alarmEmail: SECRETS['a hash of a password'] },
    { runbookUrl: `https://example.org/?key=${SECRETS['a hash of a password']}` },
    { runbookUrl: `https://${SECRETS['a hash of a password']}@example.org/` },
    { tags: { commit: '0123456789abcdef01234567' } },
  ])('takes no key where it is no name: %j', (settings) => {
    const { error } = stageConfigSchema.safeParse(settings);

    expect(messages(error)).toMatch(/a key or a token/);
  });

  it('tells once of a tag that names a secret', () => {
    const { error } = stageConfigSchema.safeParse({ tags: { password: 'hunter2' } });

    expect(error?.issues).toHaveLength(1);
  });

  it('takes at each place what belongs there', () => {
    const example = JSON.parse(readFileSync('config/example.json', 'utf8'));

    const { success } = stageConfigSchema.safeParse({
      ...example,
      tags: {
        'cost-centre': 'R+D',
        owner: 'platform-team@example.org',
        build: 'release 2026.11/3',
      },
    });

    expect(success).toBe(true);
  });
});

function messages(error: { issues: readonly { message: string }[] } | undefined): string {
  return (error?.issues ?? []).map(({ message }) => message).join('\n');
}
