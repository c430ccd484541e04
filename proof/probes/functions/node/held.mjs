/** The way out is closed, seen without an error of the kernel. */
export class Held extends Error {
  name = 'Held';
}

export function held(why) {
  throw new Held(why);
}
