import { pathToFileURL } from 'node:url';

/**
 * One of the engine's Lambdas in a process of its own: its deployed files, its environment, one invocation at a time,
 * as Lambda has it. What it prints is its log.
 */
const [, , file = '', name = ''] = process.argv;
const entry = await import(pathToFileURL(file).href);
// It is never left behind.
process.on('disconnect', () => process.exit());
process.on('message', async ({ id, event, requestId, timeoutMs, arn }) => {
  const deadline = Date.now() + timeoutMs;
  const context = {
    awsRequestId: requestId,
    invokedFunctionArn: arn,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  try {
    const result = await entry[name](event, context);
    process.send?.({ id, payload: JSON.stringify(result ?? null) });
  } catch (error) {
    const { name: errorType, message: errorMessage } = error;
    process.send?.({ id, failed: true, payload: JSON.stringify({ errorType, errorMessage }) });
  }
});
process.send?.({ ready: true });
