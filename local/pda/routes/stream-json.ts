import { jsonText } from '../../../core/model/exact-number.ts';
import type { RouteContext } from './access.ts';
import type { RouteParts } from './parts.ts';
import { whatFailed } from './problem.ts';

/** The reply ended in its middle. Says nothing of why, since reasons may quote data. */
class ReplyCut extends Error {
  override readonly name = 'ReplyCut';
}

/**
 * A reply that is written piece by piece, as fast as its reader takes it. When a piece cannot be had the connection is
 * destroyed, so that nobody takes the beginning for the whole.
 */
export function streamJson(
  parts: Pick<RouteParts, 'newId' | 'report'>,
  context: RouteContext,
  pieces: AsyncGenerator<string>,
): Response {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const { done, value } = await pieces.next();
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          const { outgoing } = context.env ?? {};
          parts.report(`PDA reply cut off: incident ${parts.newId()}, ${whatFailed(context, error)}`);
          // The server would print the error with its stack, were it told of it.
          if (outgoing) outgoing.destroy();
          else controller.error(new ReplyCut('A reply was cut off: its next part could not be read.'));
        }
      },
      cancel: async () => {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  return context.body(stream, 200, { 'Content-Type': 'application/json' });
}

/** Text of one JSON array, a piece a page. */
export async function* jsonList(pages: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let before = '[';
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield before + page.map(jsonText).join(',');
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

/** Text of one JSON object of arrays. */
export async function* jsonLists(
  properties: readonly (readonly [property: string, pages: AsyncIterable<readonly unknown[]>])[],
): AsyncGenerator<string> {
  let before = '{';
  for (const [property, pages] of properties) {
    yield `${before}${JSON.stringify(property)}:`;
    yield* jsonList(pages);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}
