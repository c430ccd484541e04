import { EngineError } from '../../core/errors.ts';
import type { RegisterDeps } from '../../core/manage/register-functions.ts';

type Stores = Pick<RegisterDeps, 'releases' | 'registrations'>;

/**
 * The stores of a request until it is over: Lambda freezes what it still does then, and goes on with it when the next
 * request comes, which may be a day later.
 */
export function untilOver({ releases, registrations }: Stores, over: AbortSignal): Stores {
  const check = () => {
    if (over.aborted) throw new EngineError('The request was answered already, so nothing more is stored.');
  };
  return {
    releases: {
      find: (functionId) => releases.find(functionId),
      replace: async (next) => {
        check();
        return releases.replace(next);
      },
    },
    registrations: {
      find: (stack) => registrations.find(stack),
      replace: async (next) => {
        check();
        return registrations.replace(next);
      },
    },
  };
}
