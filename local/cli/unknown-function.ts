import { EngineError } from '../../core/errors.ts';
import { printable } from './printable.ts';

export function unknownFunction(id: string): EngineError {
  return new EngineError(
    `There is no function ${printable(id, 60)}: "npx she versions" shows those there are, with --stage those of a stage.`,
  );
}
