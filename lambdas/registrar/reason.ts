/** CloudFormation takes answers of 4,096 bytes; the rest is names and braces. */
const MOST_BYTES = 3_000;

/**
 * Joins problems into the reason that a deployment fails with. Where they are too long together, the longest are cut,
 * so that each is still there with its beginning, which names the function.
 */
export function reasonOf(problems: readonly string[]): string {
  let left = MOST_BYTES - jsonLength(problems.join('\n')) + jsonLength(problems.join(''));
  const shortestFirst = problems.toSorted((a, b) => jsonLength(a) - jsonLength(b));
  const room = new Map<string, number>();
  for (const [index, problem] of shortestFirst.entries()) {
    const share = Math.floor(left / (problems.length - index));
    const taken = Math.min(jsonLength(problem), share);
    room.set(problem, taken);
    left -= taken;
  }
  return problems.map((problem) => cut(problem, room.get(problem) ?? 0)).join('\n');
}

/** UTF-8 bytes inside a JSON string. */
const jsonLength = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2;

function cut(text: string, bytes: number): string {
  if (jsonLength(text) <= bytes) return text;
  const characters = [...text.slice(0, bytes)];
  while (characters.length > 0 && jsonLength(`${characters.join('')}…`) > bytes) characters.pop();
  return `${characters.join('')}…`;
}
