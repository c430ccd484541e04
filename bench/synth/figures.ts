/** One synthesis. */
export interface Synthesis {
  /** Of the whole process, ms. */
  readonly wallMs: number;
  /** Processor time of the process and of those it waited for, ms. */
  readonly cpuMs: number;
  /** The most memory that the process held, bytes. */
  readonly peakBytes: number;
  /** Of the folder that it wrote. */
  readonly outBytes: number;
}

/** So many functions, both ways, a synthesis for each round. */
export interface Measured {
  readonly functions: number;
  readonly ours: readonly Synthesis[];
  readonly obvious: readonly Synthesis[];
}

/** What a thousand functions may take: a part of the obvious way's time, and seconds on two idle processors. */
const AIM = { functions: 1000, part: 1 / 3, seconds: 3 };

/** The middle one; of two the lower. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/**
 * Our part of the obvious way's time, the median over the rounds: each round's two are made one after the other, so
 * that a busy machine slows down both.
 */
export function part({ ours, obvious }: Measured, of: 'wallMs' | 'cpuMs'): number {
  return median(ours.map((one, round) => one[of] / (obvious[round]?.[of] ?? Number.NaN)));
}

/** What misses the aim, a sentence for each; `isIdle` tells whether seconds mean anything on this machine now. */
export function missed(measured: readonly Measured[], isIdle: boolean): readonly string[] {
  return measured
    .filter(({ functions }) => functions === AIM.functions)
    .flatMap((one) => {
      const share = part(one, 'wallMs');
      const seconds = median(one.ours.map(({ wallMs }) => wallMs)) / 1000;
      return [
        ...(share <= AIM.part ? [] : [`1,000 functions take ${share.toFixed(2)} of the obvious way's time.`]),
        ...(seconds < AIM.seconds || !isIdle ? [] : [`1,000 functions take ${seconds.toFixed(1)} s.`]),
      ];
    });
}

const COLUMNS = ['functions', 'way', 'wall s', 'part', 'processor s', 'part', 'peak MB', 'cdk.out MB'];
const MB = 1_000_000;

/** The medians, for a person to read. */
export function table(measured: readonly Measured[]): string {
  const rows = measured.flatMap((one) => [
    row(one.functions, 'engine', one.ours, [part(one, 'wallMs'), part(one, 'cpuMs')]),
    ...(one.obvious.length > 0 ? [row(one.functions, 'obvious', one.obvious, [1, 1])] : []),
  ]);
  return [COLUMNS, ...rows].map((cells) => cells.map(padded).join('  ')).join('\n');
}

function row(functions: number, way: string, all: readonly Synthesis[], parts: readonly [number, number]) {
  const middle = (of: keyof Synthesis) => median(all.map((one) => one[of]));
  const [wall, cpu] = parts.map((one) => (Number.isNaN(one) ? '-' : one.toFixed(2))) as [string, string];
  const seconds = (of: 'wallMs' | 'cpuMs') => (middle(of) / 1000).toFixed(2);
  const megabytes = (of: 'peakBytes' | 'outBytes') => (middle(of) / MB).toFixed(0);
  return [
    ...[String(functions), way, seconds('wallMs'), wall, seconds('cpuMs'), cpu],
    ...[megabytes('peakBytes'), megabytes('outBytes')],
  ];
}

const padded = (cell: string, column: number): string =>
  cell.padStart(Math.max(7, COLUMNS[column]?.length ?? 0));
