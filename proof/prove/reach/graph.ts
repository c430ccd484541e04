/** A step that code, a packet or a request could take. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly isOpen: boolean;
  /** Keys of the resources that make it so. */
  readonly by: readonly string[];
  readonly why: string;
}

/** Where everything starts: the code of a function. */
export const CODE = 'code';

/** What is outside of a function: reaching any of it is a way out. Inside are only its own interface and filters. */
const INSIDE = /^(code|network interface|role|behind the security group|subnet \d+|resolver)$/;

/** Everything outside that open edges lead to, sorted. */
export function reached(edges: readonly Edge[]): readonly string[] {
  const seen = new Set([CODE]);
  const waiting = [CODE];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop())
    for (const { to } of edges.filter((edge) => edge.isOpen && edge.from === from))
      if (!seen.has(to)) {
        seen.add(to);
        waiting.push(to);
      }
  return [...seen].filter((node) => !INSIDE.test(node)).sort();
}
