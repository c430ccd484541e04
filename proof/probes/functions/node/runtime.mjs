// Misuse of the Runtime API, the one thing that a function can reach from inside.
import { connect } from 'node:net';

const API = process.env.AWS_LAMBDA_RUNTIME_API.slice('unix:'.length);
const PREFIX = '/2018-06-01/runtime';

/** Sends these bytes over a connection of its own. @returns what came back until it ended, or for half a second */
function send(bytes) {
  return new Promise((resolve) => {
    const socket = connect({ path: API });
    let answer = '';
    const end = () => resolve(answer);
    socket.setTimeout(500, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', end).on('close', end);
    socket.write(bytes);
  });
}

const never = () => new Promise(() => setInterval(() => {}, 1000));

const get = (path) => `GET ${PREFIX}${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
const post = (path, body, headers = '') =>
  `POST ${PREFIX}${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;
const answer = (id, body) => post(`/invocation/${id}/response`, body);

const MISUSES = {
  'answer properly': ({ awsRequestId }) => answer(awsRequestId, '"proper"'),
  'answer for another': () => answer('00000000-0000-4000-8000-000000000000', '"stolen"'),
  'ask while busy': () => get('/invocation/next'),
  'answer twice': ({ awsRequestId }) => answer(awsRequestId, '"first"') + answer(awsRequestId, '"second"'),
  'huge headers': ({ awsRequestId }) =>
    post(`/invocation/${awsRequestId}/response`, '"x"', `X: ${'x'.repeat(1e6)}\r\n`),
  'no HTTP at all': () => Buffer.alloc(100_000, 0xff),
  'two lengths': ({ awsRequestId }) =>
    post(
      `/invocation/${awsRequestId}/response`,
      '"x"',
      'Content-Length: 1\r\nTransfer-Encoding: chunked\r\n',
    ),
  'a path out of the API': () => get('/../../../../etc/passwd'),
  'a late load error': () => post('/init/error', '{"errorType":"Late"}'),
  'another method': ({ awsRequestId }) =>
    `DELETE ${PREFIX}/invocation/${awsRequestId}/response HTTP/1.1\r\nHost: x\r\n\r\n`,
  'an endless body': ({ awsRequestId }) =>
    Buffer.concat([
      Buffer.from(
        `POST ${PREFIX}/invocation/${awsRequestId}/response HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n`,
      ),
      Buffer.alloc(40_000_000, 0x20),
    ]),
  'answer while others ask': ({ awsRequestId }) => answer(awsRequestId, '"x"') + get('/invocation/next'),
};

async function misuse({ how }, context) {
  await send(MISUSES[how](context));
  return never();
}

/** More connections than a runtime has any use for. */
async function connectOften({ connections }, { awsRequestId }) {
  await Promise.all(Array.from({ length: connections }, () => send('GET ')));
  await send(answer(awsRequestId, '"proper"'));
  return never();
}

export const runtime = { misuse, 'connect often': connectOften, 'never answer': never };
