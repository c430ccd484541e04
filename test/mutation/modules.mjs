/**
 * The modules that hold claim, cursor, scope, result check and consent, and those that say which PDAs elsewhere are
 * spoken to, and what is taken from them. Each is held to its own tests, at test/<same path>.test.ts and
 * test/<same path>-*.test.ts: what they do not notice counts as unnoticed.
 */
export const MODULES = [
  'adapters/pda/address-policy.ts',
  'adapters/pda/base-address.ts',
  'adapters/pda/plain-cursor.ts',
  'adapters/pda/plain-window.ts',
  'core/dispatch/due.ts',
  'core/dispatch/mark-dirty.ts',
  'core/dispatch/touch.ts',
  'core/execute/attempt.ts',
  'core/execute/check-bundle.ts',
  'core/execute/claim.ts',
  'core/execute/ended.ts',
  'core/execute/failure.ts',
  'core/execute/held-lease.ts',
  'core/execute/held-slot.ts',
  'core/execute/lease.ts',
  'core/execute/read-parts.ts',
  'core/execute/record-id.ts',
  'core/execute/result-check.ts',
  'core/execute/scope-check.ts',
  'core/execute/split.ts',
  'core/execute/steps.ts',
  'core/execute/timing.ts',
  'core/execute/unsafe-text.ts',
  'core/execute/wait-for-slot.ts',
  'core/manage/accept-events.ts',
  'core/manage/decisions.ts',
  'core/manage/prunable.ts',
  'core/manage/recall.ts',
  'core/manage/register.ts',
  'core/manage/release.ts',
  'core/manage/united-events.ts',
  'core/model/function-response.ts',
  'core/model/json.ts',
  'core/model/role.ts',
  'core/model/scope.ts',
];

export const testsOf = (module) => {
  const test = `<rootDir>/test/${module.replace(/\.ts$/, '')}`;
  return [`${test}.test.ts`, `${test}-*.test.ts`];
};
