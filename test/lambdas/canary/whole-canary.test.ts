import { randomUUID } from 'node:crypto';
import { ANSWERS, CANARY_FUNCTION, HEARTBEATS, withRecords } from '../../../core/canary/canary-item.ts';
import { updateCanary } from '../../../core/canary/update-canary.ts';
import { CANARY_PDA, type CanaryEngine, startCanaryEngine } from '../../support/canary-engine.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('the canary, with the whole engine around it', () => {
  const folder = temporaryFolder();
  let engine: CanaryEngine;
  let minutesAgo: number;
  const recordsAt = async (place: string) =>
    (await engine.item()).records.filter(({ endpoint }) => endpoint === place);

  /** The next beat, four minutes after the one before, and what comes back of its heartbeat. */
  async function beats(count: number): Promise<unknown> {
    let told: unknown;
    for (let beat = 0; beat < count; beat++) {
      told = await engine.beat(minutesAgo);
      minutesAgo -= 4;
      const sent = (await recordsAt(HEARTBEATS)).length;
      await eventually(
        () => recordsAt(ANSWERS),
        (answers) => answers.length >= sent,
      );
    }
    return told;
  }

  beforeEach(async () => {
    minutesAgo = 58;
    engine = await startCanaryEngine(`${folder}/${randomUUID()}`);
  }, 120_000);
  afterEach(() => engine.close());

  it('registers, agrees, and gets its heartbeat answered, once, by a sealed function', async () => {
    const first = await beats(1);
    const second = await beats(1);

    expect(first).toEqual({ canaryVerdict: 'waiting' });
    expect(second).toEqual({ canaryVerdict: 'answered', canaryAge: 240 });
    expect(await recordsAt(ANSWERS)).toHaveLength(2);
    const [record] = await engine.executions.ofPda(CANARY_PDA, { skip: 0, take: 1 });
    expect(record).toMatchObject({ functionId: CANARY_FUNCTION, status: 'succeeded', sealed: true });
  });

  it('agrees anew once an hour, and the function then finds nothing of the tenant it was before', async () => {
    const told = await beats(14);

    expect(told).toEqual({ canaryVerdict: 'answered', canaryAge: 240 });
    const answers = await recordsAt(ANSWERS);
    expect(answers).toHaveLength(14);
    expect(answers.map(({ data }) => data)).toEqual(
      answers.map(() => expect.objectContaining({ breaches: [] })),
    );
    expect(await engine.epoch()).toBe(3);
  });

  it('tells of a heartbeat that nobody answers', async () => {
    await beats(1);
    await updateCanary(engine.canary, (item) =>
      withRecords(
        item,
        [{ recordId: randomUUID(), endpoint: HEARTBEATS, data: { nonce: 'lost' }, chain: [CANARY_FUNCTION] }],
        new Date(engine.startedAt.getTime() - 53 * 60_000),
      ),
    );

    const told = await engine.beat(50);

    expect(told).toEqual({ canaryVerdict: 'unanswered', canaryAge: 480 });
  });

  it('tells that the engine refuses it when its registration is gone, and has registered again one beat later', async () => {
    await beats(1);
    await engine.directory.remove(CANARY_PDA);

    const refused = await engine.beat(54);
    minutesAgo = 50;
    await beats(1);
    const told = await beats(1);

    expect(refused).toEqual({ canaryVerdict: 'refused', canaryAge: 240, canaryStep: 'consent' });
    expect(told).toEqual({ canaryVerdict: 'answered', canaryAge: 240 });
  });
});
