import { connectsOften, misuses } from '../attempts/misuse.ts';
import { probesOf } from '../probe.ts';

/** In place of a control, the same door is shown to take what is proper. */
const misuse = (how: string, shows: string) => ({
  ...{ name: how, shows, control: 'gets through' as const },
  attempt: misuses(how),
});

export const RUNTIME_API = probesOf('runtime API', [
  misuse('answer for another', 'answers an invocation that is not its own'),
  misuse('ask while busy', 'asks for the invocation of another'),
  misuse('answer twice', 'answers again after its answer'),
  misuse('answer while others ask', 'asks for the next before anyone else'),
  misuse('a late load error', 'says in the middle that it could not be loaded'),
  misuse('another method', 'uses a method there is none of'),
  misuse('a path out of the API', 'asks for /etc/passwd'),
  misuse('huge headers', 'sends a megabyte of header'),
  misuse('two lengths', 'says two lengths of one body'),
  misuse('no HTTP at all', 'sends bytes that mean nothing'),
  misuse('an endless body', 'sends 40 MB as its answer'),
  {
    name: 'many connections',
    shows: 'opens 200 at a time',
    control: 'sealed only: it is the same door',
    attempt: connectsOften,
  },
]);
