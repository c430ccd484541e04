import * as z from 'zod/mini';
import { ExecutionFailure } from '../../core/errors.ts';
import type { Json } from '../../core/model/json.ts';
import type {
  Clock,
  OwnersAnswer,
  OwnersPage,
  OwnersRecord,
  OwnersRecords,
  PdaDirectory,
} from '../../core/ports.ts';
import { ResponseTooLarge, requestPda } from './pda-request.ts';
import { jsonOf } from './replies.ts';

/** For one page; ms. */
const LONGEST_MS = 10_000;

/** Of one answer: several functions' are read at the same time, by a Lambda of 512 MB. */
const MOST_BYTES = 2 * 1024 * 1024;

/** By how much a page shrinks that is too large. */
const FEWER = 6;

const pageSchema = z.array(z.object({ recordId: z.string(), data: z.unknown() }));

/** Reads PDAs by the routes of v2.6 that every owner has, at their registered addresses. */
export class HttpOwnersRecords implements OwnersRecords {
  readonly #directory: Pick<PdaDirectory, 'find'>;
  readonly #now: Clock;

  constructor(directory: Pick<PdaDirectory, 'find'>, now: Clock) {
    this.#directory = directory;
    this.#now = now;
  }

  /** Fewer records are asked for at a time until they fit; one that does not even by itself is passed over. */
  async page(page: OwnersPage): Promise<OwnersAnswer> {
    for (let take = page.take; ; take = Math.ceil(take / FEWER)) {
      try {
        const records = await this.#read({ ...page, take });
        return { records, passed: records.length, last: records.length < take };
      } catch (error) {
        if (!(error instanceof ResponseTooLarge)) throw error;
        if (take <= 1) return { records: [], passed: 1, last: false };
      }
    }
  }

  async #read({ pda, token, endpoint, newestBy, skip, take, deadline }: OwnersPage): Promise<OwnersRecord[]> {
    const registered = await this.#directory.find(pda);
    if (!registered) throw new ExecutionFailure('PDA_REFUSED');
    const order = new URLSearchParams({ orderBy: newestBy, ordering: 'descending' });
    const path = `/api/v2.6/data/${endpoint}?${order}&skip=${skip}&take=${take}`;
    const timeoutMs = Math.min(LONGEST_MS, deadline.getTime() - this.#now().getTime());
    if (timeoutMs <= 0) throw new ExecutionFailure('PDA_UNREACHABLE');
    const { status, text } = await requestPda({
      // The engine's own token opens more than an owner's request may.
      access: { ...registered, token },
      ...{ method: 'GET', path, timeoutMs, maxResponseBytes: MOST_BYTES },
    });
    if (status >= 400 && status < 500 && status !== 429) throw new ExecutionFailure('PDA_REFUSED');
    const read = pageSchema.safeParse(status === 200 ? jsonOf({ text }) : undefined);
    if (!read.success) throw new ExecutionFailure('PDA_UNREACHABLE');
    return read.data.map(({ recordId, data }) => ({ recordId, data: data as Json }));
  }
}
