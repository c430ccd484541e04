import { release } from '../../../core/manage/release.ts';
import { BEN } from '../../../proof/noninterference/kinds.ts';
import { PairPlay } from '../../../proof/noninterference/play/pair-play.ts';
import { registered } from '../../../proof/noninterference/play/registered.ts';
import { SCENARIOS } from '../../../proof/simulator/faults/profile.ts';

const SECOND_MS = 1_000;
const VERSIONS = 30;

/** A play in which a function had a new version every second. */
async function aPlay(): Promise<PairPlay> {
  const options = { kind: 'free', side: 'one', profile: SCENARIOS.calm } as const;
  const play = new PairPlay({ seed: 'seed', ...options });
  for (let version = 1; version <= VERSIONS; version++) {
    const releases = release(undefined, { entry: registered('alpha', version), percentage: 100 });
    play.world.known.note(releases, play.world.now);
    await play.world.scheduler.pass(SECOND_MS);
  }
  return play;
}

/** Which version each of the other person's next processes believes to be the newest. */
async function known(play: PairPlay, processes = 5): Promise<readonly (string | undefined)[]> {
  const versions: (string | undefined)[] = [];
  for (let times = 0; times < processes; times++)
    await play.world.inProcess(`executions of ${BEN}`, async (process) => {
      versions.push((await play.world.catalogueOf(process).find('alpha', BEN))?.version);
    });
  return versions;
}

describe('how late a process knows the catalogue', () => {
  it('does not depend on how many processes worked for somebody else', async () => {
    const [alone, beside] = [await aPlay(), await aPlay()];
    await beside.world.inProcess('executions of asha.example', async () => {});

    const versions = [await known(alone), await known(beside)];

    expect(versions[0]).toEqual(versions[1]);
    expect(new Set(versions[0]).size).toBeGreaterThan(1);
  });
});
