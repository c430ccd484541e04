import { frozenAfterwards, goneAfterTimeout } from '../attempts/leftovers.ts';
import { probesOf } from '../probe.ts';

export const PROCESSES = probesOf('processes', [
  { name: 'other processes', shows: 'sees processes that are not its own', control: 'gets through' },
  {
    name: 'a signal to the engine',
    shows: 'reaches the process of the engine',
    control: 'gets through',
    does: 'signal',
  },
  {
    name: "the engine's environment",
    shows: 'reads its variables by /proc',
    control: 'gets through',
    does: 'read',
    with: ({ pid }) => ({ path: `/proc/${pid}/environ` }),
  },
  {
    name: "the first process's environment",
    shows: 'reads the variables of process 1',
    control: 'depends on machine',
    does: 'read',
    with: { path: '/proc/1/environ' },
  },
  {
    name: "the engine's files",
    shows: 'lists what the engine has open',
    control: 'gets through',
    does: 'list',
    with: ({ pid }) => ({ path: `/proc/${pid}/fd` }),
  },
  {
    name: "the engine's memory",
    shows: 'opens it for writing',
    control: 'needs root',
    does: 'memory of a process',
  },
  { name: 'priority', shows: "raises itself above the engine's", control: 'needs root' },
  {
    name: 'work after the answer',
    shows: 'goes on in the background between two invocations',
    control: 'gets through',
    attempt: frozenAfterwards,
  },
  {
    name: 'outlive its time',
    shows: 'leaves a process behind that ignores signals, in a session of its own',
    control: 'gets through',
    attempt: goneAfterTimeout,
  },
]);
