import type { LambdaClient } from '@aws-sdk/client-lambda';
import { register } from '../../../core/manage/register.ts';
import type { CatalogueEntry } from '../../../core/model/catalogue-entry.ts';
import { untouchedStatus } from '../../../core/model/function-status.ts';
import { LOCAL_PREFIX, lambdasOf, qualifierOf } from '../../../local/registration/lambdas-of.ts';
import { registerFunctions } from '../../../local/registration/register-functions.ts';
import type { Seal } from '../../../local/sandbox/seal.ts';
import { BrokenProbe } from '../bed/bed.ts';
import { startProbeHost } from '../bed/probe-host.ts';
import { AT_A_TIME, inTurns, sideOf } from '../concurrency.ts';
import type { Finding } from '../finding.ts';
import { thisMachine } from '../machine.ts';
import { type Result, verdict } from '../result.ts';
import { honestConfiguration, makeCast, type Role } from './cast.ts';
import { breaches, isBelieved, isPolluted, wrongEnd } from './judge.ts';
import { ALICE, OwnersEngine } from './owners-engine.ts';
import type { AnswerProbe, ConfigurationProbe, ResponseProbe } from './response-probe.ts';

/** Sends every answer down the real path: sealed host, invoker, executor, PDA. The control is its harmless twin. */
export async function runResponses(probes: readonly ResponseProbe[], seal: Seal): Promise<readonly Result[]> {
  const cast = await makeCast(probes);
  const twins = [...new Set(cast.hostile.map(cast.harmlessTwinOf))];
  const registered = [...cast.hostile, ...twins].map((role) => role.registered);
  const host = await startProbeHost(
    seal,
    lambdasOf({ functions: registered, retiredShards: [], warnings: [] }),
  );
  const play = (role: Role) => sideOf(() => playRole(host.client, role));
  const perform = <T>(roles: readonly Role[], act: (role: Role) => Promise<T>) =>
    inTurns(roles, AT_A_TIME, act);
  try {
    const accepted = new Map(await perform(twins, async (twin) => [twin, await play(twin)] as const));
    return await perform(cast.hostile, async (role) => {
      const unsealed = accepted.get(cast.harmlessTwinOf(role)) ?? { broken: 'nobody played its twin' };
      return resultOf(role, { sealed: await play(role), unsealed });
    });
  } finally {
    await host.close();
    cast.dismiss();
  }
}

function resultOf({ probe, family }: Role, sides: Pick<Result, 'sealed' | 'unsealed'>): Result {
  const theme = 'responses';
  const { name, shows } = probe;
  const judged = verdict({ control: 'gets through' }, sides, thisMachine());
  return { name, shows, theme, family, ...sides, verdict: judged };
}

function playRole(client: LambdaClient, role: Role): Promise<Finding> {
  return role.probe.called === 'configuration'
    ? playConfiguration(client, role, role.probe)
    : playAnswer(client, role, role.probe);
}

async function playAnswer(client: LambdaClient, role: Role, probe: AnswerProbe): Promise<Finding> {
  const engine = new OwnersEngine(client);
  const entry = entryOf(role, probe);
  await engine.catalogue.put(entry);
  await engine.enable(entry);
  const status = (await engine.statuses.find(ALICE, entry.id)) ?? untouchedStatus(ALICE, entry.id);
  const isTwice = role.isHostile && probe.hostile.later !== undefined;
  const writes = isTwice || !role.isHostile || probe.ends === 'defused' ? 1 : 0;
  const before = structuredClone({ entry, status, writes });
  await engine.saveAndRun();
  if (isTwice) await engine.saveAndRun();
  const wrong = await breaches(engine, before);
  if (!role.isHostile) return taken(engine, wrong);
  if (wrong.length > 0) return { through: true, saw: wrong.join(', ') };
  const end = wrongEnd(engine, probe);
  if (end === undefined)
    return { through: false, saw: String(engine.executions.all.at(-1)?.errorCode ?? 'defused') };
  if (isBelieved(engine)) return { through: true, saw: end };
  throw new BrokenProbe(end);
}

function taken(engine: OwnersEngine, wrong: readonly string[]): Finding {
  const end = wrongEnd(engine, { ends: 'defused' });
  const through = wrong.length === 0 && end === undefined && engine.pda.writes.length > 0;
  return { through, saw: [...wrong, end ?? 'taken'].join(', ') };
}

/** As its registration would have made it; asked for its bundle at each run only if that is what is tried. */
function entryOf({ registered }: Role, { called }: AnswerProbe): CatalogueEntry {
  const { manifest, codeHash } = registered;
  const published = honestConfiguration(registered);
  const qualifier = qualifierOf(codeHash);
  const qualifiers = { process: qualifier, bundle: qualifier };
  const code = { manifest, codeHash, qualifiers, prefix: LOCAL_PREFIX };
  const entry = { ...register({ ...code, published }), recalledVersions: [] };
  if (called === 'bundle') return entry;
  return { ...entry, frozenBundle: { bundle: entry.configuration.dataBundle.bundle, dates: [] } };
}

async function playConfiguration(
  client: LambdaClient,
  { registered, isHostile }: Role,
  { ends }: ConfigurationProbe,
): Promise<Finding> {
  const engine = new OwnersEngine(client);
  const { catalogue, deps } = engine;
  const { releases } = catalogue;
  const registrar = { lambda: client, invoker: deps.invoker, releases, now: deps.now, random: deps.random };
  const [complaint] = await registerFunctions(
    { functions: [registered], retiredShards: [], warnings: [] },
    registrar,
  );
  const entry = await catalogue.find(registered.manifest.id, ALICE);
  // Its owner has never said yes.
  await engine.saveAndRun();
  const ran = engine.pda.writes.length > 0 || engine.executions.all.length > 0;
  const isWidened =
    entry !== undefined && JSON.stringify(entry.scope) !== JSON.stringify(scopeOf(registered.manifest));
  if (!isHostile) return { through: entry !== undefined && !ran, saw: complaint ?? 'registered' };
  if (ran || isWidened || isPolluted()) return { through: true, saw: 'it gave itself what nobody gave it' };
  if ((entry === undefined) !== (ends === 'not registered')) {
    return { through: entry !== undefined, saw: complaint ?? 'it was registered' };
  }
  return { through: false, saw: entry === undefined ? 'not registered' : 'defused' };
}

function scopeOf({
  reads,
  namespace,
  endpoint,
  allowSubpaths,
}: Role['registered']['manifest']): CatalogueEntry['scope'] {
  return { reads: reads ?? [], namespace, endpoint, allowSubpaths };
}
