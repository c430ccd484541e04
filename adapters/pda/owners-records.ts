import * as z from 'zod/mini';
import { ExecutionFailure } from '../../core/errors.ts';
import type { Json } from '../../core/model/json.ts';
import type { Clock, OwnersPage, OwnersRecord, OwnersRecords, PdaDirectory } from '../../core/ports.ts';
import { requestPda } from './pda-request.ts';

/** For one page; ms. */
const LONGEST_MS = 10_000;

const pageSchema = z.array(z.object({ recordId: z.string(), data: z.unknown() }));

/** Reads PDAs by the routes of v2.6 that every owner has, at their registered addresses. */
export class HttpOwnersRecords implements OwnersRecords {
  readonly #directory: Pick<PdaDirectory, 'find'>;
  readonly #now: Clock;

  constructor(directory: Pick<PdaDirectory, 'find'>, now: Clock) {
    this.#directory = directory;
    this.#now = now;
  }

  async page({ pda, token, endpoint, newestBy, skip, take, deadline }: OwnersPage): Promise<OwnersRecord[]> {
    const registered = await this.#directory.find(pda);
    if (!registered) throw new ExecutionFailure('PDA_REFUSED');
    const order = new URLSearchParams({ orderBy: newestBy, ordering: 'descending' });
    const path = `/api/v2.6/data/${endpoint}?${order}&skip=${skip}&take=${take}`;
    const timeoutMs = Math.min(LONGEST_MS, deadline.getTime() - this.#now().getTime());
    if (timeoutMs <= 0) throw new ExecutionFailure('PDA_UNREACHABLE');
    const { status, text } = await requestPda({
      // The engine's own token opens more than an owner's request may.
      access: { ...registered, token },
      ...{ method: 'GET', path, timeoutMs },
    });
    if (status >= 400 && status < 500 && status !== 429) throw new ExecutionFailure('PDA_REFUSED');
    const read = pageSchema.safeParse(status === 200 ? jsonOf(text) : undefined);
    if (!read.success) throw new ExecutionFailure('PDA_UNREACHABLE');
    return read.data.map(({ recordId, data }) => ({ recordId, data: data as Json }));
  }
}

/** @returns undefined for what is no JSON: a proxy's error page, say */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
