import { judgeBeats, type Minute } from '../../../proof/live-beat/judge-beats.ts';

const since = new Date('2026-11-23T17:00:00Z');
const minute = (minutes: number, told: Omit<Minute, 'beginsAt'>): Minute => ({
  beginsAt: new Date(since.getTime() + minutes * 60_000),
  ...told,
});

describe('beats after a deployment', () => {
  it('are waited for while there are none', () => {
    expect(judgeBeats([], since)).toBe('waiting');
  });

  it('are waited for while what was answered was sent before', () => {
    expect(judgeBeats([minute(4, { failures: 0, age: 300 })], since)).toBe('waiting');
  });

  it('show that runs flow once a heartbeat is answered that was sent after', () => {
    expect(judgeBeats([minute(4, { age: 300 }), minute(9, { failures: 0, age: 300 })], since)).toBe(
      'answered',
    );
  });

  it('may lose a heartbeat that was under way meanwhile', () => {
    const lost = [minute(1, { failures: 1 }), minute(11, { failures: 0, age: 300 })];

    expect(judgeBeats(lost, since)).toBe('answered');
  });

  it('fail when one that was sent after does, whatever else was answered', () => {
    const failing = [minute(9, { age: 300 }), minute(14, { failures: 1 })];

    expect(judgeBeats(failing, since)).toBe('failed');
  });

  it('fail at once when something is open', () => {
    expect(judgeBeats([minute(1, { failures: 1, breaches: 1 })], since)).toBe('failed');
  });
});
