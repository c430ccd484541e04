import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { CANARY_BREACHES } from '../model/canary-verdict.ts';
import { ANSWERS, CANARY_FUNCTION, type CanaryItem, HEARTBEATS, type StoredRecord } from './canary-item.ts';

/** What the canary saves: a text that nobody can foretell, so that no old answer is taken for a new one. */
const heartbeatSchema = z.object({ nonce: z.string() });

/** What the function answers to one heartbeat. */
const answerSchema = z.object({
  /** Id of the record that it answers. */
  heartbeat: z.uuid(),
  /** SHA-256 of the nonce, hex. */
  echo: z.string(),
  breaches: z.array(z.enum(CANARY_BREACHES)),
});

/** A heartbeat and what came back, in the order in which that was saved; what cannot be read is `undefined`. */
export interface Exchanged {
  readonly savedAt: Date;
  readonly nonce: string;
  readonly answers: readonly z.infer<typeof answerSchema>[];
}

/** The right answer to a nonce. */
export const echoOf = (nonce: string): string => createHash('sha256').update(nonce).digest('hex');

/** Every answer that is kept. */
export const answersIn = ({ records }: CanaryItem): Exchanged['answers'] =>
  records.filter(isAnswer).flatMap(({ data }) => answerSchema.safeParse(data).data ?? []);

/** Every heartbeat that is kept, oldest first, with the answers to it. */
export function exchanged(item: CanaryItem): readonly Exchanged[] {
  const answers = answersIn(item);
  return item.records
    .filter(({ endpoint }) => endpoint === HEARTBEATS)
    .flatMap(({ recordId, data, savedAt }) => {
      const heartbeat = heartbeatSchema.safeParse(data).data;
      if (!heartbeat) return [];
      const own = answers.filter((answer) => answer.heartbeat === recordId);
      return { savedAt: new Date(savedAt), nonce: heartbeat.nonce, answers: own };
    });
}

const isAnswer = ({ endpoint, chain }: StoredRecord) =>
  endpoint === ANSWERS && chain.length === 1 && chain[0] === CANARY_FUNCTION;
