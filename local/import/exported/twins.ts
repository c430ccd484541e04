import { jsonText } from '../../../core/model/exact-number.ts';
import type { Json } from '../../../core/model/json.ts';
import type { ExportedRecord } from './read-line.ts';
import { Seen } from './seen.ts';

/**
 * A PDA takes equal content for the same record, yet may hold it twice: functions may derive it again. In an export
 * the ids tell such twins apart, so each after the first goes in under its id.
 */
export class Twins {
  readonly #ids = new Seen();
  readonly #contents = new Seen();

  /** @returns `record` with what identifies it, where its content does not */
  identify(record: ExportedRecord): ExportedRecord {
    const { recordId, sourceUniqueId, data } = record;
    if (recordId === undefined || sourceUniqueId !== undefined) return record;
    const isSameAgain = this.#ids.add(recordId);
    const isKnownContent = this.#contents.add(jsonText(data satisfies Json));
    return isKnownContent && !isSameAgain ? { ...record, sourceUniqueId: recordId } : record;
  }
}
