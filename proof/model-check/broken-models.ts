import { ITEM_RULES } from '../model/item.ts';
import type { Rules } from '../model/rules.ts';
import type { Violation } from './invariants.ts';

/** A model with one line broken, the invariant that notices, and where it is looked for. */
export interface BrokenModel {
  readonly name: string;
  readonly rules: Partial<Rules>;
  readonly invariant: Violation['invariant'];
  /** Name of the bound. */
  readonly bound: string;
}

const ONE = '1 × 1, one record, owner and crashes';
const EVERY = '1 × 1, every action';
const VERSIONS = '1 × 1, versions';
const FAILURES = '1 × 1, failures and triggers';
const LATE = '1 × 1, a PDA later than its time-out';

export const BROKEN_MODELS: readonly BrokenModel[] = [
  {
    name: 'a claim ignores a live lease',
    rules: { claim: (item, ...rest) => ITEM_RULES.claim({ ...item, lease: undefined }, ...rest) },
    ...{ invariant: 'I7', bound: ONE },
  },
  {
    name: 'completing compares no token',
    rules: {
      complete: (item, by, until) => ITEM_RULES.complete(item, { ...by, token: item.leaseToken }, until),
    },
    ...{ invariant: 'I7', bound: ONE },
  },
  {
    name: 'disabling keeps the attempt',
    rules: {
      disable(item) {
        const disabled = ITEM_RULES.disable(item);
        return disabled && { ...disabled, attempt: item.attempt };
      },
    },
    ...{ invariant: 'I10', bound: ONE },
  },
  {
    name: 'disabling drops a lease under which an invocation may start',
    rules: {
      disable(item) {
        const disabled = ITEM_RULES.disable(item);
        return disabled && { ...disabled, lease: undefined };
      },
    },
    ...{ invariant: 'I5', bound: ONE },
  },
  {
    name: 'the epoch is not bumped',
    rules: {
      disable(item) {
        const disabled = ITEM_RULES.disable(item);
        return disabled && { ...disabled, epoch: item.epoch };
      },
      enable(item, width) {
        const enabled = ITEM_RULES.enable(item, width);
        return enabled && { ...enabled, epoch: item.epoch };
      },
    },
    ...{ invariant: 'I5', bound: ONE },
  },
  {
    name: 'dirt is forgotten when the read is pinned',
    rules: {
      pin(item, by, pinned) {
        const next = ITEM_RULES.pin(item, by, pinned);
        return next && { ...next, dirty: false };
      },
    },
    ...{ invariant: 'I4', bound: EVERY },
  },
  {
    name: 'a mark during a run is forgotten',
    rules: { mark: (item) => (item.lease ? item : { ...item, dirty: true }) },
    ...{ invariant: 'I4', bound: EVERY },
  },
  {
    name: 'the window is not pinned',
    rules: {
      pin(item, by, pinned) {
        const next = ITEM_RULES.pin(item, by, pinned);
        return next?.attempt && { ...next, attempt: { ...next.attempt, until: undefined } };
      },
    },
    ...{ invariant: 'I4', bound: EVERY },
  },
  {
    name: 'the cursor is moved to the present',
    rules: {
      complete(item, by, until) {
        const next = ITEM_RULES.complete(item, by, until);
        return next && { ...next, cursor: until };
      },
      cursorAfter: (_until, records) => records,
    },
    ...{ invariant: 'I6', bound: EVERY },
  },
  {
    name: 'writes are not fenced',
    rules: { accepts: () => true },
    ...{ invariant: 'I7', bound: LATE },
  },
  {
    name: 'the PDA does not know ids',
    rules: { knowsIds: false },
    ...{ invariant: 'I4', bound: LATE },
  },
  {
    name: 'a write is not aborted at its deadline',
    rules: { mayArrive: () => true },
    ...{ invariant: 'I7', bound: ONE },
  },
  {
    name: 'an invocation may start at any time',
    rules: { mayStart: () => true },
    ...{ invariant: 'I7', bound: ONE },
  },
  {
    name: '"done" is said while a write is under way',
    rules: { isOver: () => true },
    ...{ invariant: 'I5', bound: ONE },
  },
  {
    name: 'recall stops no run under way',
    rules: { isStopped: () => false },
    ...{ invariant: 'I8', bound: VERSIONS },
  },
  {
    name: 'a wider version goes on',
    rules: { claim: (item, _allowed, limits) => ITEM_RULES.claim(item, true, limits) },
    ...{ invariant: 'I2', bound: VERSIONS },
  },
  {
    name: 'the pseudonym lacks the PDA',
    rules: { tenant: (_pda, run) => `${run.function}/${run.epoch}` },
    ...{ invariant: 'I1', bound: ONE },
  },
  {
    name: 'the pseudonym lacks the epoch',
    rules: { tenant: (pda, run) => `${pda}/${run.function}` },
    ...{ invariant: 'I1', bound: ONE },
  },
  {
    name: 'a request that was served stays',
    rules: {
      claim(item, ...rest) {
        const next = ITEM_RULES.claim(item, ...rest);
        return next && { ...next, requested: item.requested };
      },
    },
    ...{ invariant: 'I10', bound: FAILURES },
  },
  {
    name: 'parking an attempt forgets its records',
    rules: {
      failOwn(item, ...rest) {
        const next = ITEM_RULES.failOwn(item, ...rest);
        return next && { ...next, dirty: item.dirty };
      },
    },
    ...{ invariant: 'I4', bound: FAILURES },
  },
];
