import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ask, reach, resolve } from './attempts.mjs';

const FILE = '/tmp/she-canary';
/** What an environment remembers; another tenant's must never be in here. */
const remembered = [];

/** Does what the operator's program asks for, and reports. */
export async function carryOut(order) {
  switch (order.do) {
    case 'attempt':
      return { attempts: await attemptAll(order) };
    case 'remember':
      remembered.push(order.token);
      writeFileSync(FILE, order.token);
      return {};
    case 'recall':
      return { memory: remembered, file: existsSync(FILE) ? readFileSync(FILE, 'utf8') : '' };
    case 'look':
      return { variables: Object.keys(process.env), extras: existsSync('/opt') ? readdirSync('/opt') : [] };
    case 'credentials':
      return credentials(process.env);
    case 'print':
      console.log(order.token);
      return { printed: true };
    default:
      throw new Error('an order that the canary does not know');
  }
}

function attemptAll({ tcp = [], udp = [], names = [] }) {
  return Promise.all([
    ...tcp.map(async (target) => ({ kind: 'tcp', target, outcome: await reach(target) })),
    ...udp.map(async (target) => ({ kind: 'udp', target, outcome: await ask(target) })),
    ...names.map(async (target) => ({ kind: 'name', target, outcome: await resolve(target) })),
  ]);
}

function credentials({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN }) {
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN,
  };
}
