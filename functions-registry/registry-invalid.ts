import { EngineError } from '../core/errors.ts';

/** Name of a function's registry entry in its folder. */
export const MANIFEST = 'function.json';

/** One thing that is wrong in a registry, with what would put it right. */
export interface Problem {
  /** Relative to the registry: `data-feed-counter/function.json`. */
  readonly file: string;
  /** JSON path of the value: `$.handlers.process`; `$` is the whole file. */
  readonly path: string;
  /** What stands there, shortened; `nothing` when it is missing. */
  readonly found: string;
  /** What would do instead. */
  readonly remedy: string;
}

/** The registry cannot be used; `problems` lists everything that is wrong in it, all at once. */
export class RegistryInvalid extends EngineError {
  override readonly name = 'RegistryInvalid';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    super(`The functions registry has ${count}:\n${problems.map(line).join('\n')}`);
    this.problems = problems;
  }
}

function line({ file, path, found, remedy }: Problem): string {
  return `  ${file} ${path}\n    found: ${found}\n    do: ${remedy}`;
}

const SHOWN = 80;

/** A value as a problem shows it: its JSON, at most 80 characters of it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** `['reads', 0, 'endpoint']` → `$.reads[0].endpoint`; names that are no identifiers stand in brackets. */
export function jsonPath(segments: readonly PropertyKey[]): string {
  return segments.reduce<string>((path, segment) => {
    const isName = typeof segment === 'string' && /^[$\w]+$/.test(segment);
    return path + (isName ? `.${segment}` : `[${JSON.stringify(segment)}]`);
  }, '$');
}
