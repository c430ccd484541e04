import {
  betweenFunctions,
  betweenTenants,
  otherProcess,
  otherRuntime,
  otherSocket,
  ownPast,
} from '../attempts/neighbours.ts';
import { probesOf } from '../probe.ts';

export const NEIGHBOURS = probesOf('neighbours', [
  {
    name: '/tmp of another tenant',
    shows: 'reads a file that another tenant left',
    control: 'gets through',
    attempt: betweenTenants('file', ({ marker }) => ({ path: `/tmp/${marker}` })),
  },
  {
    name: '/dev/shm of another tenant',
    shows: 'reads shared memory that another tenant left',
    control: 'depends on machine',
    attempt: betweenTenants('file', ({ marker }) => ({ path: `/dev/shm/${marker}` }), { isReadOnly: true }),
  },
  {
    name: 'globals of another tenant',
    shows: 'finds a variable that another tenant set',
    control: 'gets through',
    attempt: betweenTenants('global', ({ marker }) => ({ marker })),
  },
  {
    name: 'environment of another tenant',
    shows: 'finds an environment variable that another tenant set',
    control: 'gets through',
    attempt: betweenTenants('variable', ({ marker }) => ({ marker })),
  },
  {
    name: 'another function of the same person',
    shows: 'reads a file that another function left',
    control: 'gets through',
    attempt: betweenFunctions,
  },
  {
    name: 'its own past',
    shows: 'reads a file from before its owner decided anew',
    control: 'gets through',
    attempt: ownPast,
  },
  {
    name: 'port of another tenant',
    shows: 'connects to a port that another tenant opened',
    control: 'gets through',
    attempt: otherSocket('port'),
  },
  {
    name: 'socket of another tenant',
    shows: 'connects to an abstract socket that another tenant opened',
    control: 'gets through',
    attempt: otherSocket('socket'),
  },
  {
    name: 'process of another tenant',
    shows: 'reaches a process that another tenant left running',
    control: 'gets through',
    attempt: otherProcess,
  },
  {
    name: 'runtime API of another tenant',
    shows: 'connects to where another tenant gets its invocations',
    control: 'gets through',
    attempt: otherRuntime,
    alone: true,
  },
]);
