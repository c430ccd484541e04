// Runs a Node function: asks the host for an invocation, calls the handler, answers, and so on for ever.
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { env } = process;
const socketPath = env.AWS_LAMBDA_RUNTIME_API.slice('unix:'.length);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const options = { socketPath, agent, method, path: `/2018-06-01/runtime${path}` };
    const outgoing = request(options, async (incoming) => {
      const chunks = [];
      for await (const chunk of incoming) chunks.push(chunk);
      resolve({ headers: incoming.headers, body: Buffer.concat(chunks).toString() });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function failure(name, message) {
  return Object.assign(new Error(message), { name });
}

function describe(error) {
  return JSON.stringify({
    errorType: String(error?.name ?? 'Error'),
    errorMessage: String(error?.message ?? error),
    trace: String(error?.stack ?? '').split('\n'),
  });
}

/** `src/index.handler`: what stands after the last slash is `module.export`. */
async function loadHandler(name) {
  const [, module, path] = /^((?:.*\/)?[^./]+)\.(.+)$/.exec(name) ?? [];
  const file = ['.mjs', '.js', '.cjs']
    .map((ending) => join(env.LAMBDA_TASK_ROOT, module + ending))
    .find(existsSync);
  if (file === undefined) throw failure('Runtime.ImportModuleError', `Error: Cannot find module '${module}'`);
  const loaded = await import(pathToFileURL(file).href).catch((error) => {
    const missing = String(error?.code).endsWith('MODULE_NOT_FOUND');
    throw missing ? failure('Runtime.ImportModuleError', `Error: ${error.message}`) : error;
  });
  const find = (from) => path.split('.').reduce((value, key) => value?.[key], from);
  const handler = find(loaded) ?? find(loaded.default);
  if (typeof handler !== 'function') {
    throw failure('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  return handler;
}

function contextOf({ headers }) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    tenantId: headers['lambda-runtime-aws-tenant-id'],
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/** A handler answers by a promise, by its callback, or, when it takes none, by what it returns. */
function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, value) => (error ? reject(error) : resolve(value));
    const returned = handler(event, context, callback);
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
    else if (handler.length < 3) resolve(returned);
  });
}

async function answer(handler, invocation) {
  const path = `/invocation/${invocation.headers['lambda-runtime-aws-request-id']}`;
  try {
    const value = await run(handler, JSON.parse(invocation.body), contextOf(invocation));
    return [`${path}/response`, JSON.stringify(value) ?? 'null'];
  } catch (error) {
    return [`${path}/error`, describe(error)];
  }
}

const handler = await loadHandler(env._HANDLER).catch(async (error) => {
  await call('POST', '/init/error', describe(error));
  process.exit(1);
});
for (;;) {
  const invocation = await call('GET', '/invocation/next');
  await call('POST', ...(await answer(handler, invocation)));
}
