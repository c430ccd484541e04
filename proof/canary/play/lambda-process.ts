import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';

interface Call {
  readonly id: number;
  readonly event: unknown;
  readonly timeoutMs: number;
}
type Handler = (event: unknown, context: Context) => Promise<unknown>;

/**
 * One of the engine's Lambdas in a process of its own, started as Lambda starts it: from its entry point, with its
 * environment. What its handler throws is printed, as Lambda's runtime does.
 */
const [, , name = ''] = process.argv;
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error: unknown) => {
    print(error);
    process.exit(128);
  });
}
const entry: { readonly handler: Handler } = await import(`../../../lambdas/${name}/${name}.lambda.ts`).catch(
  (error: unknown) => {
    print(error);
    process.exit(1);
  },
);
// It is never left behind.
process.on('disconnect', () => process.exit());
process.on('message', (call: Call) => void serve(call));
process.send?.({ ready: true });

async function serve({ id, event, timeoutMs }: Call): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  const context = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => deadline - Date.now() };
  try {
    process.send?.({ id, result: await entry.handler(event, context as Context) });
  } catch (error) {
    print(error);
    process.send?.({ id, failed: true });
  }
}

function print(error: unknown): void {
  const { name: errorType, message: errorMessage, stack, ...fields } = error as Error;
  console.error(
    'ERROR\tInvoke Error\t',
    JSON.stringify({ errorType, errorMessage, stack, ...fields }),
    error,
  );
}
