import { type Item, isAgreed, owns } from './item.ts';
import { maskOf, type Rules, wantedIn } from './rules.ts';
import { OUTSIDE, type Output, type Pda, type Run, type Step, type Work } from './state.ts';

/** What a run's step changes; without a run it is over. */
export interface Change {
  readonly run?: Run | undefined;
  readonly work?: Work | undefined;
  readonly pda?: Pda | undefined;
}

/** A run about to take a step. It knows of the item only what it stored last, unless the step is a status step. */
interface Turn {
  readonly rules: Rules;
  readonly pda: Pda;
  readonly run: Run;
  readonly work: Work;
}

const isOneOf = (run: Run, ...steps: readonly Step[]) => run.alive && steps.includes(run.step);

/** Whether it has finished a part, not the last, that the item does not know of yet. */
const isAhead = ({ last, step }: Run) =>
  !last && (step === 'written' || step === 'invoked' || step === 'there');

const by = (run: Run) => ({ token: run.token, ahead: isAhead(run) });
const atOnce = (run: Run) => ({ token: run.token, ahead: false });

/** The ghosts once a part is through. */
function finished(work: Work): Work {
  return { ...work, done: work.done | work.shown, processed: work.processed | work.shown, shown: 0 };
}

function stored({ run, work }: Turn, item: Item | undefined): Work | undefined {
  return item && { ...(isAhead(run) && work.item.attempt ? finished(work) : work), item };
}

/** A status step that ends the run. */
function ends(turn: Turn, item: Item | undefined): Change | undefined {
  const work = stored(turn, item);
  return work && { work };
}

/** A status step after which the run goes on as `next` says. */
function goesOn(turn: Turn, item: Item | undefined, next: Partial<Run>): Change | undefined {
  const work = stored(turn, item);
  if (!work || !item?.attempt) return undefined;
  return { work, run: { ...turn.run, mine: item.attempt, time: 'early', ...next } };
}

/** The part that begins after `from`; it ends where it was pinned, or where it is full. */
function cut({ rules, pda, run }: Turn, from: number, pinned?: number): Partial<Run> {
  const window = { function: run.function, from, until: run.until };
  const wanted = wantedIn(rules, pda.records, window);
  const [last, next] = [wanted[rules.partSize - 1], wanted[rules.partSize]];
  const partUntil = pinned ?? (next === undefined || last === undefined ? run.until : last + 1);
  return {
    partUntil,
    last: wanted.every((position) => position < partUntil),
    part: maskOf(rules, pda.records, { ...window, until: partUntil }),
  };
}

export const RUN_STEPS = {
  /** The PDA is asked whether it has the write that was found begun. */
  settle({ pda, run }: Turn): Change | undefined {
    if (!isOneOf(run, 'found')) return undefined;
    const isThere = pda.outputs.some((output) => isOf(output, run));
    return { run: { ...run, step: isThere ? 'there' : 'missing', last: run.mine.writing === 'last' } };
  },
  goOn(turn: Turn): Change | undefined {
    const { rules, run, work } = turn;
    if (!isOneOf(run, 'there', 'missing') || rules.isStopped(run) || run.width > work.item.agreed)
      return undefined;
    return goesOn(turn, rules.keepReading(work.item, by(run)), { step: 'claimed', last: false });
  },
  /** The bundle is asked for and the window read. It ends where the PDA stands now, unless it is pinned. */
  ask(turn: Turn): Change | undefined {
    const { rules, pda, run } = turn;
    if (run.step !== 'claimed' || !rules.mayStart(run.time)) return undefined;
    const { from, partUntil, until = pda.records.length } = run.mine;
    const reading = { ...run, until, step: 'read' as const };
    return run.alive ? { run: { ...reading, ...cut({ ...turn, run: reading }, from, partUntil) } } : {};
  },
  /** An invocation that would start too late asks again. */
  askAgain(turn: Turn): Change | undefined {
    const { rules, run, work } = turn;
    if (!isOneOf(run, 'claimed', 'pinned') || rules.mayStart(run.time) || rules.isStopped(run))
      return undefined;
    if (run.step === 'claimed') return goesOn(turn, rules.keepReading(work.item, atOnce(run)), {});
    return goesOn(turn, rules.pin(work.item, atOnce(run), run), {});
  },
  pin(turn: Turn): Change | undefined {
    const { rules, run, work } = turn;
    if (!isOneOf(run, 'read', 'invoked', 'written') || rules.isStopped(run)) return undefined;
    if (run.step !== 'read' && !isAhead(run)) return undefined;
    const next = { ...run, ...(isAhead(run) ? cut(turn, run.partUntil) : {}) };
    if (next.part === 0) return undefined;
    const { until, partUntil, part, last } = next;
    const item = rules.pin(work.item, by(run), { until, partUntil });
    return goesOn(turn, item, { partUntil, part, last, step: 'pinned' });
  },
  /** An environment of the tenant starts, though whoever asked for it may be dead by now. */
  invoke({ rules, run, work }: Turn): Change | undefined {
    if (run.step !== 'pinned' || !rules.mayStart(run.time)) return undefined;
    const isCurrent = run.attempt === work.attempt && run.mine.part === work.item.attempt?.part;
    const shown = isCurrent ? work.shown | run.part : work.shown;
    return { work: { ...work, shown }, run: run.alive ? { ...run, step: 'invoked' } : undefined };
  },
  beginWrite(turn: Turn): Change | undefined {
    const { rules, run, work } = turn;
    if (!isOneOf(run, 'invoked') || rules.isStopped(run)) return undefined;
    const item = rules.beginWrite(work.item, atOnce(run), run.last);
    return (
      item?.attempt && {
        work: { ...work, item },
        run: { ...run, mine: item.attempt, time: 'early', step: 'writing' },
      }
    );
  },
  /** The write reaches the PDA. */
  write({ rules, pda, run, work }: Turn): Change | undefined {
    if (run.step !== 'writing' || !rules.mayArrive(run.time)) return undefined;
    if (!rules.accepts(work.fence, run.token)) return {};
    const after = run.alive ? { ...run, step: 'written' as const } : undefined;
    return {
      run: after,
      work: { ...work, fence: Math.max(work.fence, run.token) },
      pda: withOutput(rules, pda, run),
    };
  },
  complete({ rules, pda, run, work }: Turn): Change | undefined {
    const isThrough = run.last && isOneOf(run, 'invoked', 'written', 'there');
    if (!isThrough && !(isOneOf(run, 'read') && run.last && run.part === 0)) return undefined;
    const until = run.mine.until ?? run.until;
    const item = rules.complete(work.item, by(run), rules.cursorAfter(until, pda.records.length));
    return item && { work: { ...finished(work), item } };
  },
  release: (turn: Turn): Change | undefined =>
    turn.run.alive && isAhead(turn.run) && turn.run.step !== 'there'
      ? ends(turn, turn.rules.release(turn.work.item, by(turn.run)))
      : undefined,
  /** The owner's or the operator's decision is noticed at a status step. */
  cancel(turn: Turn): Change | undefined {
    const { rules, run, work } = turn;
    const isAsking = isOneOf(run, 'claimed', 'pinned') && !rules.mayStart(run.time);
    if (!isAsking && !isOneOf(run, 'there', 'missing', 'read', 'invoked', 'written')) return undefined;
    if (run.last && (run.step === 'there' || run.step === 'written')) return undefined;
    const isFound = run.step === 'there' || run.step === 'missing';
    const isHeldBack = isFound && run.width > work.item.agreed;
    return !isAgreed(work.item) || rules.isStopped(run) || isHeldBack
      ? ends(turn, rules.cancel(work.item, by(run)))
      : undefined;
  },
  /** By what it asked for, answered, or wrote: the PDA may refuse a record that is too large for it. */
  failOwn: (turn: Turn): Change | undefined =>
    isOneOf(turn.run, 'claimed', 'invoked', 'writing')
      ? ends(
          { ...turn, run: { ...turn.run, last: true } },
          turn.rules.failOwn(turn.work.item, atOnce(turn.run), turn.rules.limits),
        )
      : undefined,
  failOther(turn: Turn): Change | undefined {
    const { rules, run, work } = turn;
    // Also when it was allowed to write and did not hear so: then it never sends.
    if (!isOneOf(run, 'found', 'claimed', 'read', 'pinned', 'invoked', 'writing', 'written'))
      return undefined;
    const isEmpty = run.step === 'read' && run.last && run.part === 0;
    return ends(turn, rules.failOther(work.item, by(run), isEmpty ? run.until : undefined));
  },
  /** No answer to a write, which may arrive yet or have arrived. */
  leaveInDoubt({ rules, run, work }: Turn): Change | undefined {
    if (!isOneOf(run, 'writing', 'written') || !rules.leaveInDoubt(work.item, by(run))) return undefined;
    return run.step === 'writing' ? { run: { ...run, alive: false } } : {};
  },
  /** It finds that it is not its own any more. */
  lose({ rules, run, work }: Turn): Change | undefined {
    if (!run.alive || owns(work.item, by(run))) return undefined;
    if (run.step === 'writing') return { run: { ...run, alive: false } };
    const item = rules.endDraining(work.item, by(run));
    return item ? { work: { ...work, item } } : {};
  },
  /** Its process dies; what it has sent goes on. */
  crash: ({ run }: Turn): Change | undefined => (run.alive ? { run: { ...run, alive: false } } : undefined),
};
export type RunAction = keyof typeof RUN_STEPS;

/** Whether anything of a run can still happen. */
export function isOnItsWay(rules: Rules, { alive, step, time }: Run): boolean {
  if (alive) return true;
  if (step === 'writing') return rules.mayArrive(time);
  return (step === 'pinned' || step === 'claimed') && rules.mayStart(time);
}

/** New data, and an event for every function that wants it. */
export function saved(rules: Rules, pda: Pda, origin: number): Pda {
  const works = pda.works.map((work, f) => (rules.wants(f, origin) ? { ...work, pending: true } : work));
  return { ...pda, records: [...pda.records, origin], works };
}

const isOf = (output: Output, run: Run) =>
  output.function === run.function && output.attempt === run.attempt && output.part === run.mine.part;

/** A PDA that knows an id takes its records as written. */
function withOutput(rules: Rules, pda: Pda, run: Run): Pda {
  const { function: index, mine, part: of } = run;
  const known = pda.outputs.find((output) => isOf(output, run));
  if (known && rules.knowsIds) return pda;
  const others = pda.outputs.filter((output) => output !== known);
  const output = {
    function: index,
    attempt: run.attempt,
    part: mine.part,
    of,
    times: (known?.times ?? 0) + 1,
  };
  const next = { ...pda, outputs: [...others, output] };
  const isWanted = pda.works.some((_work, f) => rules.wants(f, index));
  return isWanted && index !== OUTSIDE ? saved(rules, next, index) : next;
}
