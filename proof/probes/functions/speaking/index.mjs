// Says what it was told to say for its name, to the byte, and if need be past the runtime that would put it right.
import { readFileSync } from 'node:fs';
import { request } from 'node:http';

const { AWS_LAMBDA_FUNCTION_NAME, AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT } = process.env;
const SPEECHES = JSON.parse(readFileSync(`${LAMBDA_TASK_ROOT}/speeches.json`, 'utf8'));
const DAY = 86_400_000;

export async function handler(event, { awsRequestId }) {
  const { first, later = first } = SPEECHES[AWS_LAMBDA_FUNCTION_NAME];
  const isLater = Date.now() - Date.parse(event?.fromDate) < DAY;
  const speech = isLater ? later : first;
  if ('proper' in speech) return speech.proper;
  if (speech.as !== 'silence') await say(speech, awsRequestId, event);
  process.exit(0);
}

function say({ as, parts }, requestId, event) {
  const socketPath = AWS_LAMBDA_RUNTIME_API.slice('unix:'.length);
  const path = `/2018-06-01/runtime/invocation/${requestId}/${as}`;
  const body = Buffer.concat(parts.map((part) => bytesOf(part, event)));
  return new Promise((resolve) => {
    request({ socketPath, path, method: 'POST' }, (answer) => answer.resume().on('end', resolve))
      .on('error', resolve)
      .end(body);
  });
}

function bytesOf(part, event) {
  if (typeof part === 'string') return Buffer.from(part.replaceAll('$TOKEN', tokenOf(event)));
  return 'hex' in part ? Buffer.from(part.hex, 'hex') : Buffer.from(part.repeat.repeat(part.times));
}

/** What it was given to see, and would carry out. */
const tokenOf = (event) => event?.request?.data?.drinks?.[0]?.data?.token ?? '';
