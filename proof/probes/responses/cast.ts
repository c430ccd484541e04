import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { functionNames } from '../../../core/manage/register.ts';
import { type Manifest, manifestSchema } from '../../../core/model/manifest.ts';
import type { RegisteredFunction } from '../../../functions-registry/registry.ts';
import { sha256, zipPackage } from '../../../functions-registry/zip-package.ts';
import { LOCAL_PREFIX } from '../../../local/registration/lambdas-of.ts';
import { FAMILIES, type Family } from '../finding.ts';
import {
  aBundle,
  aConfiguration,
  aQuery,
  aResponse,
  ENDPOINT,
  GOOD_BUNDLE,
  NAMESPACE,
  READS,
} from './good.ts';
import type { ResponseProbe } from './response-probe.ts';
import { proper, type Speeches } from './speech.ts';

const SOURCES = fileURLToPath(new URL('../functions/speaking', import.meta.url));
const FILE: Readonly<Record<Family, string>> = { node: 'index.mjs', python: 'index.py' };
const RUNTIME: Readonly<Record<Family, string>> = { node: 'nodejs24.x', python: 'python3.13' };

/** One function, and what it says. */
export interface Role {
  readonly probe: ResponseProbe;
  readonly family: Family;
  /** Or the harmless twin of it. */
  readonly isHostile: boolean;
  readonly registered: RegisteredFunction;
}

/** Every role, in packages that hold what each of them says. */
export interface Cast {
  readonly hostile: readonly Role[];
  /** One plays the twin of many, since most have the same. */
  harmlessTwinOf(role: Role): Role;
  dismiss(): void;
}

export async function makeCast(probes: readonly ResponseProbe[]): Promise<Cast> {
  const folder = mkdtempSync(join(tmpdir(), 'she-probes-speeches-'));
  const hostile = plan(probes, true);
  const harmless = new Map(plan(probes, false).map((role) => [twinKey(role), role]));
  const said = [...hostile, ...harmless.values()].flatMap((role) => Object.entries(speechesOf(role)));
  const speeches = join(folder, 'speeches.json');
  writeFileSync(speeches, JSON.stringify(Object.fromEntries(said)));
  const packages = { node: await packageOf('node', speeches), python: await packageOf('python', speeches) };
  const cast = (role: Planned): Role => ({ ...role, registered: registeredAs(role, packages[role.family]) });
  const twins = new Map([...harmless].map(([key, role]) => [key, cast(role)]));
  return {
    hostile: hostile.map(cast),
    harmlessTwinOf: (role) => twins.get(twinKey(role)) as Role,
    dismiss: () => rmSync(folder, { recursive: true }),
  };
}

interface Planned extends Omit<Role, 'registered'> {
  readonly id: string;
}

const plan = (probes: readonly ResponseProbe[], isHostile: boolean): readonly Planned[] =>
  FAMILIES.flatMap((family) =>
    probes.map((probe, index) => {
      const id = `${isHostile ? 'hostile' : 'harmless'}-${index}-${family}`;
      return { probe, family, isHostile, id };
    }),
  );

function twinKey({ probe, family }: Omit<Role, 'registered'>): string {
  const { harmless, manifest } = { harmless: undefined, manifest: undefined, ...probe };
  return JSON.stringify([family, probe.called, harmless, manifest]);
}

type Package = Pick<RegisteredFunction, 'files' | 'codeHash'>;

function registeredAs({ id, family, probe }: Planned, code: Package): RegisteredFunction {
  return { ...code, manifest: manifestOf(id, family, probe), directory: '', shard: 0 };
}

async function packageOf(family: Family, speeches: string): Promise<Package> {
  const files = new Map([
    [FILE[family], join(SOURCES, FILE[family])],
    ['speeches.json', speeches],
  ]);
  return { files, codeHash: sha256(await zipPackage(files)) };
}

function manifestOf(id: string, family: Family, probe: ResponseProbe): Manifest {
  const handler = 'index.handler';
  return manifestSchema.parse({
    ...{ id, version: '1.0.0', namespace: NAMESPACE, endpoint: ENDPOINT, runtime: RUNTIME[family] },
    ...{ code: '.', timeout: 30, reads: [{ endpoint: READS }] },
    handlers: { configuration: handler, bundle: handler, process: handler },
    ...('manifest' in probe ? probe.manifest : {}),
  });
}

/** By the names its Lambdas have. All but what is tried is as an honest function says it. */
function speechesOf({ probe, isHostile, id }: Planned): Readonly<Record<string, Speeches>> {
  const names = functionNames(LOCAL_PREFIX, id);
  const honest = {
    [names.process]: { first: proper([aResponse()]) },
    [names.bundle]: { first: proper(GOOD_BUNDLE) },
    [names.configuration]: { first: proper(aConfiguration(id)) },
  };
  if (probe.called !== 'configuration') {
    return { ...honest, [names[probe.called]]: isHostile ? probe.hostile : probe.harmless };
  }
  return isHostile ? { ...honest, [names.configuration]: { first: probe.says(id) } } : honest;
}

/** What it publishes agrees with its manifest. */
export function honestConfiguration({ manifest }: RegisteredFunction) {
  const isNarrow = manifest.reads?.some(({ fields }) => fields !== undefined);
  const dataBundle = isNarrow ? aBundle(aQuery({ mapping: { ml: 'ml' } })) : GOOD_BUNDLE;
  return aConfiguration(manifest.id, { dataBundle });
}
