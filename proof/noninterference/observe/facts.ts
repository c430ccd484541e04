/** What can be learned of one run of one part, and why whoever is told it must be; further parts tell the same again. */
export const FACTS = {
  ending: 'a failure is tried again, counted, and explained to its owner',
  duration: 'whoever runs a machine sees when it works',
  'records read': 'the owner is told; so many rows leave the PDA',
  'bytes read': 'the owner is told; so many bytes leave the PDA',
  'records too large': 'the owner must hear that the function does not see them',
  'records derived': 'the owner is told; the PDA numbers what it stores',
  'bytes derived': 'the owner is told; so many bytes enter the PDA',
  'endpoints written': 'an event names the endpoints that have something new, lest every function look',
  'functions behind what was read': 'the chain that ends loops names them',
} as const;
export type Fact = keyof typeof FACTS;
export const FACT_NAMES = Object.keys(FACTS) as readonly Fact[];

/** Values that a field can take. */
export interface Values {
  readonly text: string;
  /** Binary logarithm of how many they are. */
  readonly bits: number;
  readonly allows: (value: unknown) => boolean;
}

export function oneOf(values: readonly unknown[], text = values.join(', ')): Values {
  const allows = (value: unknown) => value === undefined || values.includes(value);
  return { text, bits: Math.log2(values.length), allows };
}

export function upTo(most: number, text = `0 to ${most.toLocaleString('en-GB')}`): Values {
  const allows = (value: unknown) =>
    value === undefined || (Number.isInteger(value) && Number(value) <= most);
  return { text, bits: Math.log2(most + 1), allows };
}

export function matching(pattern: RegExp, text: string, bits: number): Values {
  return { text, bits, allows: (value) => value === undefined || pattern.test(String(value)) };
}
