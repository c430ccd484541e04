import type { Role } from '../../../core/model/role.ts';
import { FUNCTION } from '../../support/builders.ts';
import { BASE, ManagementApi } from '../../support/management-api.ts';
import { MemoryEngine } from '../../support/memory-engine.ts';
import { ownerClaims } from '../../support/owner-tokens.ts';

const LIST = `${BASE}/function`;
const SHOW = `${BASE}/function/${FUNCTION}`;
const ENABLE = `${SHOW}/enable`;
const DISABLE = `${SHOW}/disable`;
const TRIGGER = `${SHOW}/trigger`;
const EXECUTIONS = `${BASE}/execution`;
const ALL = [LIST, SHOW, ENABLE, DISABLE, TRIGGER, EXECUTIONS];

const GRANTED: Readonly<Record<string, readonly Role[]>> = {
  "owner's application": [{ role: 'owner' }],
  "function's application": [{ role: 'applicationmanage', detail: FUNCTION }],
  "other function's application": [{ role: 'applicationmanage', detail: 'other' }],
  'application without a detail': [{ role: 'applicationmanage' }],
  'application of a namespace': [{ role: 'namespacewrite', detail: FUNCTION }],
  'application of the platform': [{ role: 'platform' }],
};

describe('whom the management API lets pass', () => {
  let api: ManagementApi;

  beforeAll(async () => {
    api = await ManagementApi.create();
  });

  const tokenOf = (who: string) =>
    api.tokenOf(
      who === 'owner' || who === 'platform'
        ? ownerClaims({ accessScope: who })
        : { ...ownerClaims(), resource: undefined, accessScope: undefined, application: who },
    );

  it.each<[string, readonly string[]]>([
    ['owner', ALL],
    ['platform', [LIST, SHOW, TRIGGER]],
    ["owner's application", ALL],
    ["function's application", [TRIGGER]],
    ["other function's application", []],
    ['application without a detail', []],
    ['application of a namespace', []],
    ['application of the platform', []],
    ['unknown application', []],
  ])('%s', async (who, allowed) => {
    const engine = await MemoryEngine.started();
    const headers = { 'X-Auth-Token': await tokenOf(who) };

    const answers = new Map<string, unknown>();
    for (const path of ALL) answers.set(path, await api.call(engine, path, { headers, granted: GRANTED }));

    const denied = { status: 403, body: { error: 'Forbidden', message: 'Access Denied' } };
    const refused = [...answers].filter(([, answer]) => JSON.stringify(answer) === JSON.stringify(denied));
    expect(refused.map(([path]) => path)).toEqual(ALL.filter((path) => !allowed.includes(path)));
  });

  it('keeps an application from what it was not granted, whether or not there is such a function', async () => {
    const headers = { 'X-Auth-Token': await tokenOf("function's application") };

    const answer = await api.call(await MemoryEngine.started(), `${BASE}/function/nothing/trigger`, {
      headers,
      granted: GRANTED,
    });

    expect(answer.status).toBe(403);
  });
});
