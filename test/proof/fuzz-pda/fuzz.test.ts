import { randomInt } from 'node:crypto';
import * as fc from 'fast-check';
import { fuzz } from '../../../proof/fuzz-pda/fuzz.ts';
import type { Reply } from '../../../proof/fuzz-pda/play/ask.ts';
import type { Server } from '../../../proof/fuzz-pda/play/server.ts';
import { openStage, type Stage } from '../../../proof/fuzz-pda/stage.ts';
import { story } from '../../../proof/fuzz-pda/stories/steps.ts';
import type { Step } from '../../../proof/fuzz-pda/stories/story.ts';
import { findPostgres } from '../../support/postgres-server.ts';

const SEED = 20_260_301;

/** A server that answers as `reply` says. */
function stageOf(...replies: readonly ((step: Step) => Reply)[]): Stage {
  const servers = replies.map(
    (reply, index): Server => ({
      ...{ name: `server ${index}`, call: async (step) => reply(step), close: async () => undefined },
    }),
  );
  return { servers, restart: async () => undefined, close: async () => undefined };
}

const fine = (): Reply => ({ status: 200, body: '{}' });
const onBundles = (reply: Reply) => (step: Step) => (step.path.includes('/data-bundle/') ? reply : fine());

const found = findPostgres();
// What is not tested is to be seen.
if ('missing' in found) it.skip.each([found.missing])('the fuzz, not compared with PostgreSQL: %s', () => {});

describe('the fuzz of the PDA', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage('start' in found ? await found.start() : undefined);
  }, 120_000);
  afterAll(() => stage.close());

  it('finds every request answered, never 5xx, and alike on every database', async () => {
    const seed = randomInt(2 ** 31);

    const { fault, answers } = await fuzz(stage, { runs: 150, seed });

    expect({ seed, fault }).toEqual({ seed, fault: undefined });
    expect([...answers.keys()]).toEqual(expect.arrayContaining(['POST data 201', 'GET data-bundle 200']));
  }, 300_000);

  it.each<[string, Reply]>([
    ['fails', { status: 500, body: '{}' }],
    ['does not answer', { status: 0, body: 'it hangs' }],
    ['answers another way', { status: 200, body: '{"a":1}' }],
  ])(
    'notices a server that %s, makes the story smaller, and tells it again by its path',
    async (_what, reply) => {
      const broken = stageOf(fine, onBundles(reply));

      const { fault } = await fuzz(broken, { runs: 200, seed: SEED });
      const again = await fuzz(broken, { runs: 1, seed: SEED, path: fault?.path });

      expect(fault?.description).toMatch(/\/data-bundle\/(one|Two-2)/);
      expect(again.fault?.description.split('\n')[0]).toBe(fault?.description.split('\n')[0]);
    },
  );

  it('tells stories that reach what is saved', () => {
    const told = fc.sample(story, { numRuns: 300, seed: SEED }).flat();

    const routes = new Set(told.map(({ method, path }) => `${method} ${path.split(/[/?]/)[3]}`));
    expect([...routes]).toEqual(
      expect.arrayContaining(['POST data', 'POST data-batch', 'PUT data', 'DELETE data', 'POST data-window']),
    );
  });
});
