import { CATALOGUE_AGE_MS } from '../../core/execute/timing.ts';
import type { QueueAtWork } from './busy.ts';
import { monthOf, totalOf } from './cost.ts';
import { aligned, dollars, duration, figure, percent } from './figures.ts';
import { holdsTo } from './limits.ts';
import type { Model } from './model.ts';
import { remedyOf } from './remedy.ts';

const SECTIONS = {
  load: loadLines,
  limits: limitLines,
  queues: queueLines,
  catalogue: catalogueLines,
  outages: outageLines,
  cost: costLines,
};
export type Section = keyof typeof SECTIONS;
export const SECTION_NAMES = Object.keys(SECTIONS) as readonly Section[];

/** What the model says, for people. @param only this section, or everything */
export function report(model: Model, only?: Section): string {
  const sections = only ? [only] : SECTION_NAMES;
  return sections.map((section) => SECTIONS[section](model).join('\n')).join('\n\n');
}

function loadLines({ load, average, busiest, busy }: Model): readonly string[] {
  const runsOfDay = load.pdas * load.eventsPerDay * load.runsPerEvent;
  return [
    `${figure(load.pdas)} PDAs, ${figure(load.eventsPerDay)} data events a day each: ${figure(runsOfDay)} runs a day`,
    ...aligned(
      [
        ['', 'average', 'busiest'],
        ['data events a second', figure(average.events), figure(busiest.events)],
        ['runs a second', figure(average.runs), figure(busiest.runs)],
        ['of them in a new environment', percent(average.newShare), percent(busiest.newShare)],
        [
          'runs at work at once',
          figure(average.runs * busy.runSeconds),
          figure(busiest.runs * busy.runSeconds),
        ],
      ],
      [1, 2],
    ),
  ];
}

function limitLines(model: Model): readonly string[] {
  const { load, busy, limits } = model;
  const rows = limits.map((limit) => [
    limit.used > limit.most ? '!' : ' ',
    limit.name,
    figure(limit.used),
    figure(limit.most),
    limit.unit,
    limit.whose,
    `${figure(Number(holdsTo(load, limit).toPrecision(2)))} PDAs`,
  ]);
  const broken = limits.filter(({ used, most }) => used > most);
  const { concurrency, executors, inFlight } = remedyOf(load, busy, limits);
  const remedy = `--concurrency ${concurrency} --executors ${executors} --in-flight ${inFlight}`;
  return [
    'where it breaks first, at the busiest moment',
    ...aligned([['', '', 'used', 'of', '', 'whose', 'holds to'], ...rows], [2, 3, 6]),
    ...broken.map(({ name, beyond }) => `  ! ${name}: ${beyond}`),
    broken.length > 0 ? `  what would bear it: ${remedy}` : '  all of it is borne',
  ];
}

function queueLines({ busy, load }: Model): readonly string[] {
  const { fair, unfair } = busy.besideBurst;
  return [
    'queues: how long messages wait before somebody works on them',
    ...aligned(
      [
        ['', 'can serve', 'average: half', '99 %', 'busiest: half', '99 %', 'oldest of a day'],
        queueRow('execution requests', busy.executor),
        queueRow('data events', busy.dispatcher),
      ],
      [1, 2, 3, 4, 5, 6],
    ),
    `  while one PDA sends ${figure(load.burst)} events at once, 99 % of the others' requests wait at most ` +
      `${duration(fair)}; without groups ${duration(unfair)}`,
  ];
}

function queueRow(name: string, { capacity, average, busiest, day }: QueueAtWork): readonly string[] {
  return [
    name,
    `${figure(capacity)}/s`,
    duration(average.age.half),
    duration(average.age.most),
    day.behind > 0 ? 'grows' : duration(busiest.age.half),
    day.behind > 0 ? 'grows' : duration(busiest.age.most),
    day.never ? 'for ever' : duration(Math.max(day.oldest * 60, busiest.age.longest)),
  ];
}

function catalogueLines({ load, catalogue }: Model): readonly string[] {
  const { bytes, listingPages, listingReads } = catalogue;
  return [
    `catalogue of ${figure(load.functions)} functions: ${figure(bytes / 1e6)} MB`,
    `  a process reads each function that it runs once in ${duration(CATALOGUE_AGE_MS / 1000)}; ` +
      `pages of 1 MB in a listing of all: ${figure(listingPages)}, read units: ${figure(listingReads)}`,
  ];
}

function outageLines({ load, outages }: Model): readonly string[] {
  const { waiting, askedWithin, servedWithin, mayHang } = outages;
  return [
    'when PDAs are away',
    `  all of them for ${figure(load.outage)} min: ${figure(waiting)} runs wait; reconcile has asked for them after ` +
      `${duration(askedWithin * 60)}, and they are served after ${duration(servedWithin * 60)}`,
    `  up to ${percent(mayHang)} of them may hang, each request until its time-out, before the others' runs have to wait`,
  ];
}

function costLines({ load, cost, workflows, prices }: Model): readonly string[] {
  const names = [...new Set([cost, ...workflows.map(({ lines }) => lines)].flat().map(({ name }) => name))];
  const columns = [cost, ...workflows.map(({ lines }) => lines)];
  const cell = (lines: Model['cost'], name: string) => {
    const found = lines.find((line) => line.name === name);
    return found ? dollars(found.usd) : '-';
  };
  const totals = columns.map(totalOf);
  return [
    `USD of a million runs (${prices.region}, list prices as of ${prices.checked}, no free tier)`,
    ...aligned(
      [
        ['', 'the engine', ...workflows.map(({ name }) => `Step Functions ${name}`)],
        ...names.map((name) => [name, ...columns.map((lines) => cell(lines, name))]),
        ['together', ...totals.map(dollars)],
        ['a month of this load', ...totals.map((total) => dollars(monthOf(load, total)))],
      ],
      [1, 2, 3],
    ),
  ];
}
