import fc from 'fast-check';
import { arrange } from '../../../core/execute/arrange.ts';
import { ownConfiguration, partBudget, processPayload } from '../../../core/execute/payload.ts';
import { PartBuilder } from '../../../core/execute/split.ts';
import { jsonBytes } from '../../../core/model/json.ts';
import { aConfiguration, anAttempt, anEntry, aRow, aStatus, later, NOW } from '../../support/builders.ts';

const SIX_MB = 6 * 1024 * 1024;
const ENDPOINTS = [{ endpoint: 'kitchen/drinks' }];
const BUNDLE = {
  drinks: { endpoints: ENDPOINTS },
  'täglich/"walks"': { endpoints: ENDPOINTS },
  none: { endpoints: ENDPOINTS },
};

describe('partBudget', () => {
  it('and the largest part together fill an invocation, and never more', () => {
    const status = aStatus({ lastExecution: NOW.toISOString(), attempt: anAttempt() });
    const sizes = fc.array(fc.integer({ min: 1, max: 3_000_000 }), { minLength: 1, maxLength: 6 });

    fc.assert(
      fc.property(sizes, fc.string({ unit: 'grapheme' }), (lengths, headline) => {
        const entry = anEntry({
          configuration: aConfiguration({ info: { ...aConfiguration().info, headline } }),
        });
        const maxBytes = partBudget(entry, status, BUNDLE);
        const builder = new PartBuilder({ maxBytes, maxRecords: Number.POSITIVE_INFINITY, bundle: BUNDLE });
        const properties = Object.keys(BUNDLE);
        const parts = lengths.map((length, index) =>
          builder.add([
            aRow(index, {
              property: properties[index % 2] ?? '',
              item: { endpoint: 'kitchen/drinks', data: 'é'.repeat(length) },
            }),
          ]),
        );

        const payloads = [...parts, builder.take()]
          .filter((part) => part !== undefined)
          .map((part) => processPayload(entry, status, arrange(part.rows, BUNDLE)));

        expect(Math.max(...payloads.map(jsonBytes))).toBeLessThanOrEqual(SIX_MB);
      }),
      { numRuns: 10 },
    );
  });

  it('leaves no room unused that a record could take', () => {
    const bundle = { drinks: { endpoints: ENDPOINTS } };
    const maxBytes = partBudget(anEntry(), aStatus(), bundle);
    const frame = jsonBytes({ endpoint: 'kitchen/drinks', data: '' }) + 1;
    const item = { endpoint: 'kitchen/drinks', data: 'x'.repeat(maxBytes - frame) };

    const payload = processPayload(anEntry(), aStatus(), arrange([aRow(1, { item })], bundle));

    expect(jsonBytes(payload)).toBe(SIX_MB - 1);
  });
});

describe('processPayload', () => {
  it('holds the configuration as it was before this run, and the data', () => {
    const status = aStatus({
      attempt: anAttempt(),
      lastExecution: later(-3600).toISOString(),
      executionStarted: NOW.toISOString(),
    });

    const payload = processPayload(anEntry(), status, { drinks: [] });

    expect(payload).toEqual({
      functionConfiguration: {
        ...aConfiguration(),
        status: { available: true, enabled: true, lastExecution: later(-3600).toISOString() },
      },
      request: { data: { drinks: [] }, linkRecords: true },
    });
  });

  it('tells a run over everything of no earlier one', () => {
    const status = aStatus({ attempt: anAttempt({ useAll: true }), lastExecution: NOW.toISOString() });

    const payload = processPayload(anEntry(), status, {});

    expect(payload.functionConfiguration.status).toEqual({ available: true, enabled: true });
  });

  it('names neither the PDA nor anything the engine keeps about it', () => {
    const status = aStatus({ cursor: 'CURSOR', attempt: anAttempt({ from: 'CURSOR' }), leaseToken: 77 });

    const text = JSON.stringify(processPayload(anEntry(), status, {}));

    expect(text).not.toMatch(/asha\.localhost|CURSOR|77|consent|epoch/);
  });
});

describe('ownConfiguration', () => {
  it.each([
    ['its own word that it is enabled', { available: true, enabled: true }, {}, { enabled: false }],
    ['the owner', { available: true, enabled: false }, { enabled: true }, { enabled: true }],
    [
      'what the function says of its past',
      { available: true, enabled: false, lastExecution: NOW.toISOString() },
      { lastExecution: later(-60).toISOString() },
      { lastExecution: later(-60).toISOString() },
    ],
  ])('has a status by %s', (_who, published, stored, expected) => {
    const entry = anEntry({ configuration: aConfiguration({ status: published }) });

    const { status } = ownConfiguration(entry, aStatus({ enabled: false, ...stored }));

    expect(status).toMatchObject(expected);
  });

  it('shows no past that is only the published one', () => {
    const status = { available: true, enabled: false, lastExecution: NOW.toISOString() };
    const entry = anEntry({ configuration: aConfiguration({ status }) });

    const own = ownConfiguration(entry, aStatus({ enabled: false }));

    expect(own.status).toEqual({ available: true, enabled: false });
  });

  it.each([
    [{ available: false }, false],
    [{ recalledVersions: ['1.0.0'] }, false],
    [{}, true],
  ])('is available as the catalogue has it: %j', (entry, available) => {
    const own = ownConfiguration(anEntry(entry), aStatus());

    expect(own.status.available).toBe(available);
  });
});
