import { EngineError } from '../../../core/errors.ts';
import { cdk, stacksOf } from '../stage.ts';
import type { Step } from './step.ts';

/** `cdk destroy --all`: no stack is left. */
export const destroy: Step = {
  name: 'destroy',
  run: async (stage) => {
    await cdk(stage, [...['destroy', '--all', '--force'], ...['-c', `registry=${stage.registry}`]]);
    const left = (await stacksOf(stage)).flatMap(({ StackName = '' }) =>
      StackName.startsWith('She-') ? [StackName] : [],
    );
    if (left.length > 0) throw new EngineError(`These stacks are left: ${left.join(', ')}`);
    return 'no stack is left; versions of functions are retained, as the stacks say';
  },
};
