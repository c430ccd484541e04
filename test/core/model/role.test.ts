import {
  app,
  grantedRoleSchema,
  type Holder,
  may,
  type Requirement,
  type Role,
} from '../../../core/model/role.ts';

const OWNER: Holder = { roles: [{ role: 'owner' }] };
const ENGINE: Holder = { roles: [{ role: 'engine' }] };
const PLATFORM: Holder = { roles: [{ role: 'platform' }] };

const application = (...roles: readonly Role[]): Holder => ({ application: 'notables', roles });

const EVERYTHING_GRANTABLE = [
  ...['owner', 'platform', 'validate', 'datadebit', 'datacredit', 'applicationlist', 'namespaceread'],
  ...['namespacewrite', 'retrieveapplicationtoken', 'applicationmanage', 'applicationstatusread'],
  ...['managefiles', 'verified'],
];

const PLAY = { role: 'namespacewrite', detail: 'play' } as const;
const ASTERISK = { role: 'namespacewrite', detail: '*' } as const;
const TOKENS = { role: 'retrieveapplicationtoken', detail: 'notables' } as const;

describe('may', () => {
  it.each<[string, Holder, readonly Requirement[]]>([
    ['the owner where nothing else is said', OWNER, []],
    ['the owner where others may too', OWNER, [{ role: 'datacredit' }]],
    ['the owner where applications may', OWNER, [app(PLAY)]],
    ['the owner where the engine is one of several', OWNER, [{ role: 'engine' }, { role: 'owner' }]],
    ['the owner where the engine and applications may', OWNER, [{ role: 'engine' }, app(PLAY)]],
    ['the owner where the engine and others may', OWNER, [{ role: 'engine' }, { role: 'datacredit' }]],
    ['the engine where it alone may', ENGINE, [{ role: 'engine' }]],
    ['the platform where it is named', PLATFORM, [{ role: 'datacredit' }, { role: 'platform' }]],
    ['an application with the role', application(PLAY), [app(PLAY)]],
    ['an application with one of the roles', application(PLAY), [app(TOKENS), app(PLAY)]],
    [
      'an application with the role, where any detail does',
      application(PLAY),
      [app({ role: 'namespacewrite' })],
    ],
    ["an application with the owner's role", application({ role: 'owner' }), [app(PLAY)]],
    ['an application that may retrieve tokens', application(TOKENS), [app(TOKENS)]],
  ])('lets %s pass', (_who, holder, required) => {
    const passes = may(holder, ...required);

    expect(passes).toBe(true);
  });

  it.each<[string, Holder, readonly Requirement[]]>([
    ['the owner where the engine alone may', OWNER, [{ role: 'engine' }]],
    ['the engine where the owner may', ENGINE, []],
    ['the engine where applications may', ENGINE, [app({ role: 'owner' })]],
    ['the platform where the owner may', PLATFORM, []],
    ['somebody without a role', { roles: [] }, [{ role: 'datacredit' }]],
    ['an application where users may', application(PLAY), [PLAY]],
    [
      "an application with the owner's role where users may",
      application({ role: 'owner' }),
      [{ role: 'owner' }],
    ],
    ["an application with the owner's role where nothing is said", application({ role: 'owner' }), []],
    ["an application with the owner's role that wants tokens", application({ role: 'owner' }), [app(TOKENS)]],
    [
      'an application with the role over something else',
      application({ ...PLAY, detail: 'work' }),
      [app(PLAY)],
    ],
    ['an application where an address asks for everything', application(PLAY), [app(ASTERISK)]],
    ['an application that was granted an asterisk', application(ASTERISK), [app(PLAY)]],
    ['an application without roles', application(), [app(PLAY)]],
  ])('keeps %s out', (_who, holder, required) => {
    const passes = may(holder, ...required);

    expect(passes).toBe(false);
  });
});

describe('a role that a PDA grants', () => {
  it.each(EVERYTHING_GRANTABLE)('may be %s', (role) => {
    const { success } = grantedRoleSchema.safeParse({ role });

    expect(success).toBe(true);
  });

  it.each(['engine', 'admin', '', 7])("is never the engine's, nor one that nobody knows: %s", (role) => {
    const { success } = grantedRoleSchema.safeParse({ role });

    expect(success).toBe(false);
  });

  it.each(['', 'she', ' ~', 'x'.repeat(200)])('may be over something: %s', (detail) => {
    const { success } = grantedRoleSchema.safeParse({ role: 'namespaceread', detail });

    expect(success).toBe(true);
  });

  it.each(['x'.repeat(201), 'é', 'a\nb', '\u007f', 'é'.repeat(3), 'abé', 'éab'])(
    'is over nothing that a token could not carry: %j',
    (detail) => {
      const { error } = grantedRoleSchema.safeParse({ role: 'namespaceread', detail });

      expect(error?.issues).toMatchObject([
        { path: ['detail'], message: 'must be at most 200 characters, all of them ASCII' },
      ]);
    },
  );
});
