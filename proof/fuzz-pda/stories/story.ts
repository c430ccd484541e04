import * as fc from 'fast-check';
import { LITERAL } from './values.ts';

/** Who asks: the owner of the story's PDA, the engine, the owner of another PDA, or nobody. */
export type Asker = 'owner' | 'engine' | 'other' | 'nobody';

/** One request of a story. Ids of records and literal numbers are stood for by texts. */
export interface Step {
  readonly method: string;
  readonly path: string;
  readonly asker: Asker;
  /** Sent as it is when it is text, else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is asked of a PDA that is empty at the beginning. */
export type Story = readonly Step[];

/** The step as it is sent once `ids` are known, oldest first. */
export function written(step: Step, ids: readonly string[]): Step {
  const idAt = (position: string) => ids[Number(position)] ?? '00000000-0000-4000-8000-999999999999';
  const filled = (text: string) => text.replace(/#id:(\d+)/g, (_, position) => idAt(position));
  const path = filled(step.path.replace(/%23id%3A/g, '#id:'));
  if (step.body === undefined) return { ...step, path };
  const body = typeof step.body === 'string' ? step.body : JSON.stringify(step.body);
  return { ...step, path, body: filled(body).replace(new RegExp(`"${LITERAL}([^"]*)"`, 'g'), '$1') };
}

/** Something valid, of which now and then one place holds something else. */
export function damaged<T>(valid: fc.Arbitrary<T>, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const damage = fc.tuple(valid, fc.nat(40), other).map(([value, place, put]) => {
    let left = place;
    const walk = (node: unknown): unknown => {
      if (left-- === 0) return put;
      if (Array.isArray(node)) return node.map(walk);
      if (typeof node !== 'object' || node === null) return node;
      return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, walk(inner)]));
    };
    return walk(value);
  });
  return fc.oneof({ weight: 12, arbitrary: valid }, { weight: 1, arbitrary: damage });
}
