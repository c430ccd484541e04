import { HttpApplicationRoles } from '../../../adapters/pda/application-roles.ts';
import type { PdaAccess } from '../../../core/ports.ts';
import { AnsweringPda } from '../../support/answering-pda.ts';
import { NOW } from '../../support/builders.ts';

const MANAGES = { role: 'applicationmanage', detail: 'mood' };

function application(rolesGranted: unknown, enabled: unknown = true) {
  return { status: 200, text: JSON.stringify({ application: { permissions: { rolesGranted } }, enabled }) };
}

describe('HttpApplicationRoles', () => {
  let server: AnsweringPda;
  let alice: PdaAccess;
  let now = NOW;
  let roles: HttpApplicationRoles;

  beforeEach(async () => {
    server = await AnsweringPda.start();
    alice = { pda: 'alice.localhost', url: server.url, token: "the engine's" };
    roles = new HttpApplicationRoles(() => now);
  });
  afterEach(() => server.close());

  it("asks the PDA once a minute, with the engine's token", async () => {
    server.answer = application([MANAGES]);
    await roles.of(alice, 'notables');
    now = new Date(now.getTime() + 59_999);
    await roles.of(alice, 'notables');
    now = new Date(now.getTime() + 1);

    const granted = await roles.of(alice, 'notables');

    expect(granted).toEqual([MANAGES]);
    expect(server.asked).toEqual(Array(2).fill('/api/v2.6/applications/notables'));
    expect(server.tokens).toEqual(Array(2).fill("the engine's"));
  });

  it('keeps to the path of one application, whatever it is called', async () => {
    server.answer = application([MANAGES]);

    await roles.of(alice, '../data/a?b');

    expect(server.asked).toEqual(['/api/v2.6/applications/..%2Fdata%2Fa%3Fb']);
  });

  it('leaves out roles that it does not know', async () => {
    server.answer = application([
      { role: 'sovereign' },
      MANAGES,
      'owner',
      null,
      { role: 'owner', detail: 7 },
    ]);

    const granted = await roles.of(alice, 'notables');

    expect(granted).toEqual([MANAGES]);
  });

  it.each<[string, AnsweringPda['answer']]>([
    ['is disabled', application([MANAGES], false)],
    ['is not there', { status: 404, text: '{}' }],
    ['is none of the engine’s business', { status: 403, text: '{}' }],
    ['is no application', { status: 200, text: '[]' }],
    ['cannot be read', { status: 200, text: '<html>' }],
    ['may be enabled', application([MANAGES], 'yes')],
    ['was granted no list', application(MANAGES)],
  ])('finds no role of an application that %s', async (_what, answer) => {
    server.answer = answer;

    const granted = await roles.of(alice, 'notables');

    expect(granted).toEqual([]);
  });

  it.each([429, 500, 503])('cannot tell when the PDA answers %d', async (status) => {
    server.answer = { status, text: '' };

    const granted = roles.of(alice, 'notables');

    await expect(granted).rejects.toMatchObject({ code: 'PDA_UNREACHABLE' });
  });
});
