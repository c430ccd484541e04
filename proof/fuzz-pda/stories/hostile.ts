import * as fc from 'fast-check';
import { ENDPOINTS } from './records.ts';
import type { Asker, Step } from './story.ts';

const API = '/api/v2.6';
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'PROPFIND'];
const ROUTES = [
  ...['/data', '/data-batch', '/data-record', '/data-link', '/data-bundle', '/combinator', '/data-window'],
  ...[
    '/data-derived',
    '/data/sources',
    `/data/${ENDPOINTS[0]}`,
    '/she/capabilities',
    '/applications',
    '/keys',
    '',
  ],
].map((route) => API + route);
const PLACES = [
  ...[
    '/',
    '//',
    '/publickey',
    '/publickey?kid=',
    '/publickey?kid=%00',
    '/users/access_token/validate',
    '/api/v2',
    '/api',
  ],
  ...[
    '/api/v2/data/plug/rides',
    '/users/application_token',
    '/users/application_token?name=a&resource=b',
    '/users',
  ],
];
const PIECES = [
  ...[
    '/',
    '//',
    '.',
    '..',
    '/../',
    '%2e%2e%2f',
    '%',
    '%00',
    '%zz',
    '%ff',
    '%E0%A4%A',
    '%F0%9F%98%80',
    '%2F',
    '?',
    '&',
  ],
  ...[
    '=',
    '?skip=',
    'records=',
    '?records',
    '#',
    ';',
    ':',
    '*',
    "'",
    '"',
    '{',
    '[0]',
    '~',
    'a',
    'PLUG',
    'x'.repeat(3_000),
  ],
];
const BODIES = [
  ...[
    '',
    ' ',
    '{',
    '[',
    '{"a":',
    '"\\ud83"',
    '[1,]',
    "{'a':1}",
    '\u0000',
    'null',
    '[]',
    '{}',
    '""',
    '0',
    'NaN',
    '\ufeff{}',
  ],
  ...['{"a":1,"a":2}', '[1e400]', '{"a":1}{"b":2}', '[[[[[[', '"\ud800"', '-', '01', '\u2028'],
  ...['['.repeat(100_000), `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`],
];
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'multipart/form-data' },
  { 'content-encoding': 'gzip' },
  { 'content-length': '-1' },
  { 'transfer-encoding': 'chunked' },
  { expect: '100-continue' },
  { 'x-auth-token': '' },
  { 'x-auth-token': 'eyJ.eyJ.x' },
  { 'x-auth-token': `eyJhbGciOiJub25lIn0.${'e'.repeat(4_000)}.` },
  { 'x-auth-token': 'ÿ\u00a0' },
  { host: '' },
  { host: 'nobody.localhost' },
  { host: '[::1]:80' },
  { host: 'ALICE.localhost:99999' },
  { host: 'a b' },
  { accept: 'text/html' },
  { connection: 'upgrade', upgrade: 'websocket' },
  { range: 'bytes=0-1' },
  { 'x-forwarded-host': 'ben.localhost' },
  { username: '%', password: '%zz' },
  { 'if-none-match': '*' },
];

/** Any bytes that may stand in the first line of a request. */
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.stringMatching(/^[!-~]{1,8}$/) },
);
const path = fc
  .tuple(fc.constantFrom(...ROUTES, ...PLACES), fc.array(piece, { maxLength: 3 }))
  .map(([start, rest]) => start + rest.join(''));

/** Requests that no client sends by mistake. */
export const hostile: fc.Arbitrary<Step> = fc.record(
  {
    method: fc.constantFrom(...METHODS),
    path,
    asker: fc.constantFrom<Asker>('owner', 'owner', 'engine', 'nobody', 'other'),
    body: fc.oneof(fc.constantFrom(...BODIES), fc.string({ unit: 'binary', maxLength: 30 })),
    headers: fc
      .array(fc.constantFrom(...HEADERS), { maxLength: 2 })
      .map((chosen) => Object.assign({}, ...chosen)),
  },
  { requiredKeys: ['method', 'path', 'asker'] },
);
