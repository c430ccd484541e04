import type { ExecutionRequest } from '../../core/model/execution-request.ts';
import type { ExecutionQueue, QueueBacklog } from '../../core/ports.ts';
import { FUNCTION, PDA } from '../support/builders.ts';
import type { Make } from './make.ts';

/** A queue, and the way to take what lies in it. */
export interface QueueUnderTest {
  readonly queue: ExecutionQueue & QueueBacklog;
  take(count: number): Promise<readonly ExecutionRequest[]>;
}

const requests = (count: number): ExecutionRequest[] =>
  Array.from({ length: count }, (_, index) => ({
    pda: PDA,
    functionId: `${FUNCTION}-${index}`,
    trigger: 'event',
  }));
const byFunction = (a: ExecutionRequest, b: ExecutionRequest) => (a.functionId < b.functionId ? -1 : 1);

/** What every queue of execution requests must do. */
export function describeExecutionQueue(name: string, make: Make<QueueUnderTest>): void {
  describe(`execution queue: ${name}`, () => {
    let under: QueueUnderTest;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ it: under, close } = await make());
    });
    afterEach(() => close());

    it.each([1, 10, 11, 25])('delivers each of %d requests, whole', async (count) => {
      await under.queue.send(requests(count));

      const delivered = await under.take(count);

      expect(delivered.toSorted(byFunction)).toEqual(requests(count).toSorted(byFunction));
    });

    it('keeps a request back for as long as it is told', async () => {
      const [first, ...others] = requests(3);
      await under.queue.send(first ? [first] : [], 900_000);
      await under.queue.send(others, 0);

      const delivered = await under.take(2);

      expect(delivered.toSorted(byFunction)).toEqual(others);
    });

    it('tells how many requests could be taken now', async () => {
      const [first, ...others] = requests(13);
      await under.queue.send(first ? [first] : [], 900_000);
      await under.queue.send(others);

      const waiting = await under.queue.waiting();

      expect(waiting).toBe(12);
    });

    it('sends nothing for no requests', async () => {
      await under.queue.send([]);
      await under.queue.send(requests(1));

      const delivered = await under.take(1);

      expect(delivered).toEqual(requests(1));
    });
  });
}
