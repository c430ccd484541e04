import { EngineError } from '../../core/errors.ts';

/**
 * Which recall is taken back.
 * @param version absent: the only one that is recalled
 * @param recalled versions of the function
 * @throws EngineError when it is not recalled, or it is not clear which one is meant
 */
export function recalledVersion(
  functionId: string,
  version: string | undefined,
  recalled: readonly string[],
): string {
  const [only, ...more] = recalled;
  const are = `${recalled.join(', ')} ${more.length > 0 ? 'are' : 'is'}`;
  if (only === undefined)
    throw new EngineError(`Nothing was taken back: no version of ${functionId} is recalled.`);
  if (version === undefined) {
    if (more.length === 0) return only;
    throw new EngineError(`Of ${functionId}, ${are} recalled: say which with --version.`);
  }
  if (recalled.includes(version)) return version;
  throw new EngineError(
    `Nothing was taken back: ${functionId} ${version} is not recalled, but ${are}: correct --version.`,
  );
}
