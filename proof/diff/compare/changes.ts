import { diffTemplate, type ResourceDifference, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import type { Assembly } from '../../prove/assembly/assembly.ts';
import type { Group } from '../facts/fact.ts';
import { groupOf } from '../facts/facts-of.ts';
import { kindOf } from '../facts/kinds.ts';
import { type ValueChange, valueChanges } from './value-changes.ts';

/** A resource that CloudFormation would add, change, replace or remove. */
export interface Change {
  readonly group: Group;
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly action: 'added' | 'changed' | 'replaced' | 'removed';
  readonly values: readonly ValueChange[];
  /** What is lost, or left behind without anybody in charge of it. */
  readonly loses?: string | undefined;
}

type Template = Record<string, unknown>;

/** Every resource that differs, stack by stack; a stack that is new or gone differs in all. */
export function changesBetween(before: Assembly, after: Assembly): readonly Change[] {
  const names = [...new Set([...before.stacks, ...after.stacks].map(({ name }) => name))].sort();
  return names.flatMap((stack) => {
    const { resources } = diffTemplate(templateOf(before, stack), templateOf(after, stack));
    return resources.logicalIds.map((logicalId) => toChange(stack, logicalId, resources.get(logicalId)));
  });
}

/** A copy: the comparison writes into what it is given. */
function templateOf({ stacks }: Assembly, name: string): Template {
  return structuredClone((stacks.find((stack) => stack.name === name)?.template ?? {}) as Template);
}

function toChange(stack: string, logicalId: string, difference: ResourceDifference): Change {
  const type = difference.newResourceType ?? difference.oldResourceType ?? '';
  const place = { stack, logicalId, type, group: groupOf({ type, stack }) };
  const others = { ...difference.propertyUpdates, ...difference.otherChanges };
  const isUpdate = !difference.isAddition && !difference.isRemoval;
  const values = Object.entries(isUpdate ? others : {}).flatMap(([name, { oldValue, newValue }]) =>
    valueChanges(name, oldValue, newValue),
  );
  return { ...place, action: actionOf(difference), values, loses: lossOf(stack, difference) };
}

function actionOf({ isAddition, isRemoval, changeImpact }: ResourceDifference): Change['action'] {
  if (isAddition) return 'added';
  if (isRemoval) return 'removed';
  return mayReplace(changeImpact) ? 'replaced' : 'changed';
}

const mayReplace = (impact: ResourceImpact) =>
  impact === ResourceImpact.WILL_REPLACE || impact === ResourceImpact.MAY_REPLACE;

const isKept = (policy: unknown) => policy !== 'Delete' && policy !== undefined;

function isUnkeptVersion(stack: string, { newValue, newResourceType: type }: ResourceDifference): boolean {
  if (newValue === undefined || !type || !kindOf({ type, stack })?.outlives) return false;
  return !isKept(newValue.DeletionPolicy);
}

function lossOf(stack: string, difference: ResourceDifference): string | undefined {
  const { oldValue, oldResourceType: type, isAddition, isRemoval, changeImpact, otherChanges } = difference;
  if (isUnkeptVersion(stack, difference))
    return 'is deleted with the next version, though that may be taken back';
  if (isAddition || !type || !kindOf({ type, stack })?.isStore) return undefined;
  const fate = (policy: unknown) =>
    isKept(policy) ? 'is left behind, in charge of nobody' : 'is deleted with all that it holds';
  if (isRemoval) return fate(oldValue?.DeletionPolicy);
  if (mayReplace(changeImpact))
    return `is replaced by an empty one, and ${fate(oldValue?.UpdateReplacePolicy)}`;
  const policies = [otherChanges.DeletionPolicy, otherChanges.UpdateReplacePolicy];
  const isUnkept = policies.some((one) => one && isKept(one.oldValue) && !isKept(one.newValue));
  return isUnkept ? 'is no longer kept when its stack or itself is deleted or replaced' : undefined;
}
