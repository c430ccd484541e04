import type { EngineClient } from '../http/engine-client.ts';
import { exportLines } from './export-lines.ts';
import { listEndpoints } from './list-endpoints.ts';

/** How far an export has come. */
export interface ExportProgress {
  readonly endpoint: string;
  /** Of that endpoint. */
  readonly records: number;
  /** Whether that is all of it. */
  readonly done: boolean;
}

/**
 * Everything a PDA holds, endpoint by endpoint, one record a line.
 * @throws EngineRequestFailed when something of it could not be had: what was given before is not everything
 */
export async function* exportRecords(
  client: EngineClient,
  onProgress: (progress: ExportProgress) => void,
): AsyncGenerator<Buffer> {
  for (const endpoint of await listEndpoints(client)) {
    let count = 0;
    for await (const { bytes, records } of exportLines(client, endpoint)) {
      count += records;
      onProgress({ endpoint, records: count, done: false });
      yield bytes;
    }
    onProgress({ endpoint, records: count, done: true });
  }
}
