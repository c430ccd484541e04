/**
 * The same chunks, telling `onRead` how much of the file each stands for.
 * @param scale bytes of the file for a byte of the chunk; below 1 inside a zip
 */
export async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onRead: ((bytes: number) => void) | undefined,
  scale = 1,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onRead?.(chunk.length * scale);
    yield chunk;
  }
}
