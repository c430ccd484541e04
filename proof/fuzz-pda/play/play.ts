import { ENDPOINTS } from '../stories/records.ts';
import { type Step, type Story, written } from '../stories/story.ts';
import { type Reply, UNSENDABLE } from './ask.ts';
import { isKept } from './kept.ts';
import type { Server } from './server.ts';

const KINDS = new Set([
  ...[
    'data',
    'data-batch',
    'data-record',
    'data-link',
    'data-bundle',
    'combinator',
    'data-window',
    'data-derived',
  ],
]);

/** What a story brought to light. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

/** What the replies of a story so far have told. */
class Told {
  readonly ids: string[] = [];
  readonly cursors: string[] = [];

  add({ status, body }: Reply): void {
    if (status === 201) this.ids.push(...found(body, /"recordId":"([^"]+)"/g));
    this.cursors.push(...found(body, /"(?:cursor|asOf|next)":"(v1-\d+)"/g));
  }

  fill(step: Step): Step {
    const { body, ...rest } = written(step, this.ids);
    if (typeof body !== 'string') return rest;
    const cursors = body.replace(/#cursor:(\d+)/g, (_, place) => this.cursors[Number(place)] ?? 'v1-0');
    return { ...rest, body: cursors };
  }
}

/**
 * Tells a story to every server.
 * @returns what the first server answered to what, such as `POST data-batch 201`
 * @throws Fault when one answers 5xx or not at all, or loses something of what is saved, or when two differ
 */
export async function play(story: Story, servers: readonly Server[]): Promise<readonly string[]> {
  const told = new Told();
  const answers: string[] = [];
  try {
    for (const step of story) {
      const sent = told.fill(step);
      const replies = await Promise.all(servers.map((server) => server.call(sent)));
      const [first = UNSENDABLE] = replies;
      assertAnswered(sent, servers, replies);
      told.add(first);
      answers.push(`${kindOf(step)} ${first.status === -1 ? '(not sent)' : first.status}`);
    }
    return answers;
  } finally {
    await forget(servers);
  }
}

function assertAnswered(sent: Step, servers: readonly Server[], replies: readonly Reply[]): void {
  const shown = () =>
    servers.map(({ name }, index) => `${name}: ${describe(replies[index] ?? UNSENDABLE)}`).join('\n');
  if (replies.some(({ status }) => status === 0 || status >= 500)) {
    throw new Fault(`${request(sent)}\nis not answered as it should:\n${shown()}`);
  }
  if (!replies.every((reply) => isKept(sent, reply))) {
    throw new Fault(`${request(sent)}\nis not what comes back:\n${shown()}`);
  }
  if (new Set(replies.map(comparable)).size > 1) {
    throw new Fault(`${request(sent)}\nis answered in two ways:\n${shown()}`);
  }
}

/** Of hostile paths only that they are. */
function kindOf({ method, path }: Step): string {
  const kind = /^\/api\/v2\.6\/([a-z-]+)(?=[/?]|$)/.exec(path)?.[1];
  return KINDS.has(`${kind}`) ? `${method} ${kind}` : 'anything else';
}

/** Tokens and keys are each server's own. */
function comparable({ status, body }: Reply): string {
  const own =
    /eyJ[\w-]+\.[\w-]+\.[\w-]*|-----BEGIN PUBLIC KEY-----[^-]*-----END PUBLIC KEY-----|"kid":"[^"]*"/g;
  return `${status} ${body.replace(own, '(own)')}`;
}

/** The next story begins with a PDA that is empty. */
async function forget(servers: readonly Server[]): Promise<void> {
  for (const endpoint of ENDPOINTS) {
    const step: Step = { method: 'DELETE', path: `/api/v2.6/data/${endpoint}`, asker: 'owner' };
    await Promise.all(servers.map((server) => server.call(step)));
  }
}

function request({ method, path, asker, headers, body }: Step): string {
  const sent = typeof body === 'string' ? `\n${shortened(body)}` : '';
  return `${method} ${path} (${asker}${headers ? ` ${JSON.stringify(headers)}` : ''})${sent}`;
}

function describe({ status, body }: Reply): string {
  return `${status} ${shortened(body)}`;
}

function shortened(text: string): string {
  return text.length > 2_000 ? `${text.slice(0, 2_000)}… (${text.length} characters)` : text;
}

function found(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, group = '']) => group);
}
