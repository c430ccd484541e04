import { type Action, actions, step } from '../../../proof/model/model.ts';
import { RULES } from '../../../proof/model/rules.ts';
import { at, initial, type State } from '../../../proof/model/state.ts';

const ofFunction = (name: 'enable' | 'mark' | 'claim' | 'expire' | 'disable' | 'done') =>
  ({ name, pda: 0, function: 0 }) as const;
const ofRun = (name: Extract<Action, { run: number }>['name'], run = 0) => ({ name, pda: 0, run }) as const;
const SAVE = { name: 'save', pda: 0 } as const;
const CLAIMED: readonly Action[] = [ofFunction('enable'), SAVE, ofFunction('mark'), ofFunction('claim')];
const WRITING = [...CLAIMED, ofRun('ask'), ofRun('pin'), ofRun('invoke'), ofRun('beginWrite')];
const LATER = [ofFunction('expire'), ofFunction('expire')];

function taken(...list: readonly Action[]): State | undefined {
  return list.reduce<State | undefined>(
    (state, action) => state && step(RULES, state, action),
    initial(1, 1),
  );
}
const item = (state: State | undefined) => state && at(at(state.pdas, 0).works, 0).item;
const outputs = (state: State | undefined) => state?.pdas[0]?.outputs;

describe('the model', () => {
  it('processes what was saved, once', () => {
    const state = taken(...WRITING, ofRun('write'), ofRun('complete'));

    expect(item(state)).toMatchObject({ cursor: 1, dirty: false, attempt: undefined, lease: undefined });
    expect(outputs(state)).toEqual([{ function: 0, attempt: 1, part: 0, of: 1, times: 1 }]);
  });

  it('I4: settles a write found begun, without invoking again', () => {
    const crashed = [...WRITING, ofRun('write'), ofRun('crash'), ...LATER];

    const state = taken(...crashed, ofFunction('claim'), ofRun('settle'), ofRun('complete'));

    expect(item(state)?.cursor).toBe(1);
    expect(outputs(state)).toHaveLength(1);
  });

  it('I5: says "done" no earlier than a write that was begun has ended', () => {
    const disabled = [...WRITING, ofFunction('disable')];

    expect(taken(...disabled, ofFunction('done'))).toBeUndefined();
    expect(taken(...disabled, ofRun('write'), ofRun('complete'), ofFunction('done'))).toBeDefined();
  });

  it('I5: waits until no invocation can start any more', () => {
    const disabled = [...CLAIMED, ofRun('ask'), ofRun('pin'), ofFunction('disable')];

    expect(taken(...disabled, ofFunction('done'))).toBeUndefined();
    expect(taken(...disabled, ofFunction('expire'), ofFunction('done'), ofRun('invoke'))).toBeUndefined();
  });

  it('I7: lets nobody take a live lease, and no fenced run go on', () => {
    const zombie = [...CLAIMED, ofRun('ask'), ...LATER];

    expect(taken(...CLAIMED, ofFunction('claim'))).toBeUndefined();
    expect(taken(...zombie, ofFunction('claim'), ofRun('pin'))).toBeUndefined();
    expect(taken(...zombie, ofRun('pin'))).toBeDefined();
  });

  it('knows every action of every run', () => {
    const state = taken(...CLAIMED) ?? initial(1, 1);

    const names = new Set(actions(state).map(({ name }) => name));

    for (const name of ['save', 'claim', 'pin', 'crash', 'recover', 'recall'] as const)
      expect(names).toContain(name);
  });
});
