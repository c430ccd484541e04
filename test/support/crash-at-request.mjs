/**
 * Loaded before an engine that is to die. Every step of a run is an HTTP request: to DynamoDB, SQS, Lambda or a
 * PDA. Once armed by SIGUSR2, the process kills itself before or after the chosen one.
 *
 * SHE_TEST_CRASH: `{ "when": "before" | "after", "request": <pattern of "METHOD path target">, "nth": <from 1> }`
 */
import { subscribe } from 'node:diagnostics_channel';

const { when, request: pattern, nth } = JSON.parse(process.env.SHE_TEST_CRASH);
const chosen = new RegExp(pattern);
let armed = false;
let seen = 0;
let victim;

process.on('SIGUSR2', () => {
  armed = true;
  console.error('armed');
});

subscribe('http.client.request.start', ({ request }) => {
  const described = `${request.method} ${request.path} ${request.getHeader('x-amz-target') ?? ''}`;
  if (!armed || !chosen.test(described) || ++seen !== nth) return;
  if (when === 'before') process.kill(process.pid, 'SIGKILL');
  victim = request;
});

subscribe('http.client.response.finish', ({ request }) => {
  if (request === victim) process.kill(process.pid, 'SIGKILL');
});
