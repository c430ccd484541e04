import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { ChannelName } from '../channels.ts';
import type { Catch } from '../scan.ts';

const NOTHING = Buffer.alloc(0);

/** All that came out of the engine, by channel. */
export class Evidence {
  /** What did not happen as it was meant to: then nothing that was seen shows anything. */
  readonly objections: string[] = [];
  /** What went other than usual, and shows what it must all the same. */
  readonly notes: string[] = [];
  readonly #read: (path: string) => Promise<Buffer>;
  readonly #caught = new Map<ChannelName, (Catch & { readonly person?: string })[]>();

  /** @param read gives what is in a file */
  constructor(read: (path: string) => Promise<Buffer> = readFile) {
    this.#read = read;
  }

  /** @param person whose own channel it is, where canaries of theirs may be */
  add(channel: ChannelName, source: string, what: string | Buffer, person?: string): void {
    const bytes = typeof what === 'string' ? Buffer.from(what) : what;
    const known = this.#caught.get(channel) ?? [];
    this.#caught.set(channel, [...known, { source, bytes, ...(person === undefined ? {} : { person }) }]);
  }

  /** Adds to what came from the same source before: a stream comes in chunks, which break anywhere. */
  append(channel: ChannelName, source: string, what: string | Buffer): void {
    const known = this.#caught.get(channel) ?? [];
    const before = known.filter((one) => one.source === source).map(({ bytes }) => bytes);
    const others = known.filter((one) => one.source !== source);
    const bytes = Buffer.concat([...before, Buffer.from(what)]);
    this.#caught.set(channel, [...others, { source, bytes }]);
  }

  object(objection: string): void {
    this.objections.push(objection);
  }

  note(note: string): void {
    this.notes.push(note);
  }

  /** Every file below a folder. @param skip folders, relative to it */
  async addFiles(channel: ChannelName, folder: string, skip: readonly string[] = []): Promise<void> {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path);
      if (skip.some((one) => name === one || name.startsWith(`${one}/`))) continue;
      // Names of folders are told too.
      const content = entry.isFile() ? await this.#contentOf(path, `${channel}: ${name}`) : NOTHING;
      this.add(channel, name, Buffer.concat([Buffer.from(`${name}\n`), content]));
    }
  }

  /** Nothing of a file that is no more; of one that cannot be read nobody knows what it holds. */
  async #contentOf(path: string, what: string): Promise<Buffer> {
    try {
      return await this.#read(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.object(`${what} could not be read`);
      return NOTHING;
    }
  }

  of(channel: ChannelName): readonly (Catch & { readonly person?: string })[] {
    return this.#caught.get(channel) ?? [];
  }
}
