/** A Lambda runtime a manifest may name. */
export interface Runtime {
  /** Program that runs it on one machine; `bootstrap` is the function's own executable. */
  readonly family: 'node' | 'python' | 'java' | 'dotnet' | 'ruby' | 'bootstrap';
  /**
   * Day from which AWS no longer supports it, `YYYY-MM-DD`; absent while none has been announced.
   * Source: AWS Lambda runtimes page, November 2026.
   */
  readonly supportEnds?: string;
}

export const RUNTIMES: Readonly<Record<string, Runtime>> = {
  'nodejs20.x': { family: 'node', supportEnds: '2026-04-30' },
  'nodejs22.x': { family: 'node', supportEnds: '2027-04-30' },
  'nodejs24.x': { family: 'node', supportEnds: '2028-04-30' },
  'python3.10': { family: 'python', supportEnds: '2026-10-31' },
  'python3.11': { family: 'python' },
  'python3.12': { family: 'python', supportEnds: '2028-10-31' },
  'python3.13': { family: 'python', supportEnds: '2029-06-30' },
  'python3.14': { family: 'python', supportEnds: '2029-06-30' },
  'java17.al2023': { family: 'java', supportEnds: '2029-06-30' },
  java21: { family: 'java', supportEnds: '2029-06-30' },
  java25: { family: 'java', supportEnds: '2029-06-30' },
  dotnet8: { family: 'dotnet', supportEnds: '2026-11-10' },
  dotnet10: { family: 'dotnet', supportEnds: '2028-11-30' },
  'ruby3.3': { family: 'ruby' },
  'ruby3.4': { family: 'ruby' },
  'ruby4.0': { family: 'ruby' },
  'provided.al2023': { family: 'bootstrap', supportEnds: '2029-06-30' },
};
