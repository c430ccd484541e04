import { EngineError } from '../../../core/errors.ts';
import { GROUPS, type Group } from '../facts/fact.ts';
import { git } from './git.ts';

/** Why widenings of a group are wanted, said in a commit: `Widening: iam(2): the registrar reads packages`. */
export interface Acknowledgement {
  readonly group: Group;
  /** Of how many it speaks. */
  readonly count: number;
  readonly reason: string;
}

/**
 * What the commits since the base acknowledge, by a trailer at the end of their messages: there it has an author, and
 * stays in the history.
 * @throws EngineError on one that names no group or no reason
 */
export async function acknowledgements(root: string, base: string): Promise<readonly Acknowledgement[]> {
  const format = '--format=%(trailers:key=Widening,valueonly,unfold)';
  const lines = (await git(root, 'log', format, `${base}..HEAD`)).split('\n');
  return lines.filter((line) => line !== '').map(parse);
}

function parse(line: string): Acknowledgement {
  const [, name, count = '1', reason] = /^\s*([a-z]+)\s*(?:\((\d{1,4})\))?\s*:\s*(\S.*)$/.exec(line) ?? [];
  const group = GROUPS.find((one) => one === name);
  if (group === undefined || reason === undefined) {
    throw new EngineError(
      `A commit says "Widening: ${line}". Write "Widening: GROUP(HOW MANY): reason", where GROUP is one of ${GROUPS.join(', ')}.`,
    );
  }
  return { group, count: Number(count), reason };
}
