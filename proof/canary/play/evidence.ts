import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { ChannelName } from '../channels.ts';
import type { Catch } from '../scan.ts';

/** All that came out of the engine, by channel. */
export class Evidence {
  /** What did not happen as it was meant to: then nothing that was seen shows anything. */
  readonly objections: string[] = [];
  readonly #caught = new Map<ChannelName, (Catch & { readonly person?: string })[]>();

  /** @param person whose own channel it is, where canaries of theirs may be */
  add(channel: ChannelName, source: string, what: string | Buffer, person?: string): void {
    const bytes = typeof what === 'string' ? Buffer.from(what) : what;
    const known = this.#caught.get(channel) ?? [];
    this.#caught.set(channel, [...known, { source, bytes, ...(person === undefined ? {} : { person }) }]);
  }

  object(objection: string): void {
    this.objections.push(objection);
  }

  /** Every file below a folder. @param skip folders, relative to it */
  async addFiles(channel: ChannelName, folder: string, skip: readonly string[] = []): Promise<void> {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path);
      if (skip.some((one) => name === one || name.startsWith(`${one}/`))) continue;
      // Names of folders are told too.
      const content = entry.isFile() ? await readFile(path).catch(() => Buffer.alloc(0)) : Buffer.alloc(0);
      this.add(channel, name, Buffer.concat([Buffer.from(`${name}\n`), content]));
    }
  }

  of(channel: ChannelName): readonly (Catch & { readonly person?: string })[] {
    return this.#caught.get(channel) ?? [];
  }
}
