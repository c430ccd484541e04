import { RecordsMissing } from '../store/locate.ts';
import { DuplicateData } from '../store/save-owner-data.ts';
import { Problem } from './problem.ts';

/** What the reply says when the store refuses; the words are those of the reference. */
export interface Refusals {
  readonly duplicate?: string;
  readonly missing?: string;
}

/** Does `work`, and answers 400 for what the store refuses. */
export async function refusing<T>({ duplicate, missing }: Refusals, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DuplicateData) throw new Problem(400, { message: 'Bad Request', cause: duplicate });
    if (error instanceof RecordsMissing) throw new Problem(400, { message: 'Data Missing', cause: missing });
    throw error;
  }
}
