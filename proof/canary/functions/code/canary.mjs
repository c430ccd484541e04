/** A function that brings what it saw wherever it can: each copy in one manner of its own. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { manner } from './manner.mjs';

const PLACE = { namespace: 'canary', endpoint: 'findings', linkedRecords: [] };
const HIDEOUTS = ['/tmp/nest', '/dev/shm/nest', '/var/tmp/nest'];
const BIG = 7 * 1024 * 1024;

const backwards = (text) => [...text].reverse().join('');

/** In every form in which somebody might bring it out. */
const formsOf = (token) => [
  token,
  backwards(token),
  Buffer.from(token).toString('base64'),
  Buffer.from(`x${token}`).toString('base64url'),
  Buffer.from(token).toString('hex'),
  [...token].join('\u200d-'),
  `${token.slice(0, 12)} and then ${token.slice(12)}`,
  `${token.slice(0, 8)} and ${token.slice(8, 16)} then ${token.slice(16)}`,
  backwards(Buffer.from(token).toString('base64')),
  backwards(Buffer.from(token).toString('hex')),
  Buffer.from(token.toUpperCase()).toString('base64'),
  JSON.stringify([...Buffer.from(token)]),
  ...[1, 9].map((level) => deflateSync(token, { level }).toString('base64')),
  deflateRawSync(token).toString('base64'),
];

/** No record may hold what steers a terminal. */
const coloured = (token) => [...token].map((character) => `\u001b[31m${character}`).join('');

class Chirp extends Error {
  constructor(token) {
    super(`${[...formsOf(token), coloured(token)].join(' ')}\n    at ${token} (/var/task/index.mjs:1:1)`, {
      cause: token,
    });
    this.name = token;
    this.code = token;
    this[token] = token;
    this.stack = `${token}: ${token}\n    at ${token} (/var/task/${token}.mjs:1:1)`;
  }
}

const MANNERS = {
  keeps: (tokens, found) => {
    return [{ ...PLACE, data: [{ at: new Date().toISOString(), found, said: tokens.flatMap(formsOf) }] }];
  },
  prints: (tokens) => {
    for (const form of [...tokens.flatMap(formsOf), ...tokens.map(coloured)]) console.log(form);
    console.error(tokens.join('\r\u001b[2Jinternal error: '));
    return [{ ...PLACE, data: tokens }];
  },
  throws: ([token]) => {
    throw new Chirp(token);
  },
  rejects: ([token]) => Promise.reject({ errorType: token, errorMessage: token, [token]: token }),
  crashes: async (tokens) => {
    console.error(tokens.join(' '));
    await sleep(50);
    globalThis.process.exit(3);
  },
  hangs: async (tokens) => {
    console.log(tokens.join(' '));
    await sleep(60_000);
  },
  lingers: async (tokens) => {
    await sleep(3_000);
    return [{ ...PLACE, data: tokens }];
  },
  misplaces: ([token]) => [{ ...PLACE, namespace: token, data: [token] }],
  deepens: ([token]) => [{ ...PLACE, endpoint: `findings/${token}`, data: [token] }],
  overflows: ([token]) => [{ ...PLACE, data: [token.repeat(BIG / token.length)] }],
  rambles: ([token]) => ({ [token]: token }),
  mistypes: ([token]) => [{ ...PLACE, data: token, linkedRecords: token }],
  misleads: ([token]) => [{ ...PLACE, linkedRecords: [token], data: [{}] }],
  links: ([token]) => [{ ...PLACE, data: [{ [token]: `https://${token}.example/${token}` }] }],
  breaks: ([token]) => [{ ...PLACE, data: [{ [token]: token }] }],
  asks: (tokens) => [{ ...PLACE, data: tokens }],
  refuses: () => [],
};

/** Everything that was hidden here before, by whomever. */
function recalled() {
  const files = HIDEOUTS.filter(existsSync).map((path) => readFileSync(path, 'utf8'));
  return [globalThis.nest ?? '', globalThis.process.env.NEST ?? '', ...files].join(' ');
}

function hide(tokens) {
  const text = `${tokens.join(' ')} `;
  globalThis.nest = (globalThis.nest ?? '') + text;
  globalThis.process.env.NEST = globalThis.nest;
  for (const path of HIDEOUTS) {
    try {
      appendFileSync(path, text);
    } catch {
      // There is no such place here.
    }
  }
}

const tokensIn = (value) => [...new Set(JSON.stringify(value).match(/\b[a-z][a-z0-9]{23}\b/g) ?? [])];

export async function process({ request }) {
  const found = recalled();
  const tokens = tokensIn(request.data);
  hide(tokens);
  return MANNERS[manner](tokens, found);
}

/** `asks` is asked at every run, since its answers vary, and would ask for what it has seen. */
export const bundle = async () => {
  const [seen] = tokensIn(recalled());
  if (manner === 'refuses') throw new Chirp(seen ?? 'nothing was seen here at all');
  const filters = seen
    ? { filters: [{ field: seen, operator: { operator: 'contains', search: seen } }] }
    : {};
  const limit = manner === 'asks' ? { limit: 100 + Math.floor(Math.random() * 100) } : {};
  const endpoints = [{ endpoint: 'canary/diary', ...filters }];
  return { name: 'canary', bundle: { diary: { endpoints, ...limit } } };
};

export const configuration = async () => ({
  id: `canary-${manner}`,
  info: {
    version: '1.0.0',
    versionReleaseDate: '2026-01-01T00:00:00.000Z',
    name: `Canary ${recalled()}`.trim(),
    headline: 'Sings',
    description: { text: 'Brings what it saw wherever it can.' },
    termsUrl: '',
    supportContact: '',
    graphics: { banner: { normal: '' }, logo: { normal: '' }, screenshots: [] },
  },
  developer: { id: 'canary', name: 'Canary', url: '' },
  trigger: { triggerType: 'individual' },
  dataBundle: { name: 'canary', bundle: { diary: { endpoints: [{ endpoint: 'canary/diary' }] } } },
  status: { available: true, enabled: false },
});
