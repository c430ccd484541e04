import type { Interpreters } from '../../local/sandbox/interpreters.ts';
import type { Seal } from '../../local/sandbox/seal.ts';
import type { Measured } from './figures.ts';
import type { Echo } from './functions.ts';
import { measureInvocation, measureStart, startHosted } from './hosted.ts';
import type { PlainStarter } from './plain.ts';

/** What is measured with. */
export interface Setting {
  readonly seals: { readonly sealed: Seal; readonly unsealed: Seal };
  readonly plain: PlainStarter;
  /** Where environments may have folders of their own, and where the bootstraps lie. */
  readonly folder: string;
  readonly bootstraps: string;
  readonly rounds: { readonly cold: number; readonly warm: number };
}

/** The families among `echoes` that this machine can run. */
export function runnable(echoes: readonly Echo[], interpreters: Interpreters): readonly Echo[] {
  return echoes.filter(({ family }) => interpreters[family] !== undefined);
}

/** Measures one function in every way, round by round, so that a busy moment hits all of them. */
export async function measure(echo: Echo, setting: Setting): Promise<Measured> {
  return { family: echo.family, cold: await cold(echo, setting), warm: await warm(echo, setting) };
}

async function cold(
  echo: Echo,
  { seals, plain, folder, bootstraps, rounds }: Setting,
): Promise<Measured['cold']> {
  const ways = {
    plain: () => plain.measure(echo),
    unsealed: () => measureStart(seals.unsealed, echo, folder, bootstraps),
    sealed: () => measureStart(seals.sealed, echo, folder, bootstraps),
  };
  // The first of each reads its files from disk.
  for (const way of Object.values(ways)) await way();
  const times = { plain: [], unsealed: [], sealed: [] } as Record<keyof typeof ways, number[]>;
  for (let round = 0; round < rounds.cold; round += 1) {
    for (const name of ['plain', 'unsealed', 'sealed'] as const) times[name].push(await ways[name]());
  }
  return times;
}

async function warm(echo: Echo, { seals, folder, bootstraps, rounds }: Setting): Promise<Measured['warm']> {
  const start = (seal: Seal) => startHosted(seal, echo, folder, bootstraps);
  const environments = { unsealed: await start(seals.unsealed), sealed: await start(seals.sealed) };
  const times = { unsealed: [], sealed: [] } as Record<keyof typeof environments, number[]>;
  const warmUp = Math.ceil(rounds.warm / 10);
  for (let round = -warmUp; round < rounds.warm; round += 1) {
    for (const name of ['unsealed', 'sealed'] as const) {
      const took = await measureInvocation(environments[name], `round-${round}`);
      if (round >= 0) times[name].push(took);
    }
  }
  await Promise.all(Object.values(environments).map((environment) => environment.end()));
  return times;
}
