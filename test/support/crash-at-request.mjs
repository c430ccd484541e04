/**
 * Loaded before an engine that is to die. Every step of a run is an HTTP request: to DynamoDB, SQS, Lambda or a
 * PDA. Once armed by SIGUSR2, the process kills itself before or after the chosen one.
 *
 * The file that SHE_TEST_CRASH names says which, when it is armed:
 * `{ "when": "before" | "after", "request": <pattern of "METHOD path target">, "nth": <from 1> }`
 */
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';

let crash;
let seen = 0;
let victim;

process.on('SIGUSR2', () => {
  crash = JSON.parse(readFileSync(process.env.SHE_TEST_CRASH, 'utf8'));
  console.error('armed');
});

subscribe('http.client.request.start', ({ request }) => {
  const described = `${request.method} ${request.path} ${request.getHeader('x-amz-target') ?? ''}`;
  if (!crash || !new RegExp(crash.request).test(described) || ++seen !== crash.nth) return;
  if (crash.when === 'before') process.kill(process.pid, 'SIGKILL');
  victim = request;
});

subscribe('http.client.response.finish', ({ request }) => {
  if (request === victim) process.kill(process.pid, 'SIGKILL');
});
