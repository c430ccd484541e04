import { bombDefused, cpuShared, floodBounded } from '../attempts/burdens.ts';
import { neverAnswers } from '../attempts/misuse.ts';
import { type Attempt, probesOf } from '../probe.ts';

/** What the same needs where the limit is higher, which shows that it is the limit that held. */
const memory =
  (does: string, args: Readonly<Record<string, unknown>>): Attempt =>
  (bed, family) =>
    bed.tries(family, does, { with: args, variant: bed.sealed ? 'plain' : 'roomy', mayBeStopped: true });

export const RESOURCES = probesOf('resources', [
  {
    name: 'a full disk',
    shows: 'writes 64 MB into a /tmp of 16',
    control: 'gets through',
    does: 'fill',
    with: { path: 'TMP/large', megabytes: 64 },
    mayBeStopped: true,
  },
  {
    name: 'a full disk of many files',
    shows: 'writes 24 MB in small files',
    control: 'gets through',
    does: 'fill with files',
    with: { files: 384 },
  },
  {
    name: 'a sparse disk',
    shows: 'makes a file that claims a terabyte',
    control: 'depends on machine',
    does: 'fill sparsely',
    with: { megabytes: 1_000_000 },
  },
  {
    name: 'a disk elsewhere',
    shows: 'writes into /var/tmp',
    control: 'gets through',
    does: 'fill',
    with: ({ marker }) => ({ path: `/var/tmp/${marker}`, megabytes: 1 }),
  },
  {
    name: 'a full /dev/shm',
    shows: 'writes 1 MB there',
    control: 'depends on machine',
    does: 'fill',
    with: ({ marker }) => ({ path: `/dev/shm/${marker}`, megabytes: 1 }),
  },
  {
    name: 'a full /dev',
    shows: 'leaves a file there',
    control: 'needs root',
    does: 'fill',
    with: ({ marker }) => ({ path: `/dev/${marker}`, megabytes: 0 }),
  },
  {
    name: 'file handles',
    shows: 'opens 2,000 files',
    control: 'depends on machine',
    does: 'open many',
    with: { files: 2000 },
  },
  {
    name: 'many processes',
    shows: 'starts 300',
    control: 'gets through',
    does: 'start many',
    with: { processes: 300 },
    mayBeStopped: true,
    alone: true,
  },
  {
    name: 'fork bomb',
    shows: 'doubles itself until 200 run',
    control: 'gets through',
    attempt: bombDefused,
    alone: true,
  },
  {
    name: 'much memory',
    shows: 'holds 640 MB in one process, of 128',
    control: 'gets through',
    attempt: memory('hold memory', { megabytes: 640 }),
    alone: true,
  },
  {
    name: 'much memory together',
    shows: 'holds 576 MB in twelve processes',
    control: 'gets through',
    attempt: memory('hold together', { processes: 12, megabytes: 48 }),
    alone: true,
  },
  {
    name: 'processor',
    shows: 'computes for ever, and keeps the engine from answering others',
    control: 'sealed only: the host ends it at its time-out with and without a seal',
    attempt: cpuShared,
    alone: true,
  },
  {
    name: 'endless output',
    shows: 'prints until the engine drowns',
    control: 'sealed only: the host bounds output with and without a seal',
    attempt: floodBounded,
    alone: true,
  },
  {
    name: 'never answering',
    shows: 'keeps its caller waiting for ever',
    control: 'sealed only: the host ends it at its time-out with and without a seal',
    attempt: neverAnswers,
  },
]);
