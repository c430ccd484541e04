import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { connect, isIPv6 } from 'node:net';

const PATIENCE_MS = 3000;
/** A question for the name example.com, as a name server understands it; whoever hears anything may answer. */
const QUESTION = Buffer.from('0001010000010000000000000765786d616d706c6503636f6d0000010001', 'hex');

const splitTarget = (target) => {
  const end = target.lastIndexOf(':');
  return { host: target.slice(0, end).replace(/^\[|\]$/g, ''), port: Number(target.slice(end + 1)) };
};

/** @returns `reached`, or why not */
export function reach(target) {
  return new Promise((settle) => {
    const socket = connect({ ...splitTarget(target), timeout: PATIENCE_MS });
    const end = (outcome) => {
      socket.destroy();
      settle(outcome);
    };
    socket.on('connect', () => end('reached'));
    socket.on('timeout', () => end('no answer'));
    socket.on('error', ({ code }) => end(code));
  });
}

/** @returns `answered`, or why not */
export function ask(target) {
  const { host, port } = splitTarget(target);
  return new Promise((settle) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    const end = (outcome) => {
      clearTimeout(patience);
      socket.close();
      settle(outcome);
    };
    const patience = setTimeout(() => end('no answer'), PATIENCE_MS);
    socket.on('message', () => end('answered'));
    socket.on('error', ({ code }) => end(code));
    socket.send(QUESTION, port, host, (error) => error && end(error.code));
  });
}

/** @returns `resolved`, or why not */
export async function resolve(name) {
  const resolver = new Resolver({ timeout: PATIENCE_MS / 2, tries: 1 });
  try {
    await resolver.resolve4(name);
    return 'resolved';
  } catch ({ code }) {
    return code;
  }
}
