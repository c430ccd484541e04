import type { CatalogueEntry, RegisteredVersion } from '../../core/model/catalogue-entry.ts';
import type { DataEvent } from '../../core/model/data-event.ts';
import type { ParkedAttempt } from '../../core/model/dead-letter.ts';
import { NO_COUNTS } from '../../core/model/execution-record.ts';
import type { FunctionConfiguration } from '../../core/model/function-configuration.ts';
import type { FunctionReleases } from '../../core/model/function-releases.ts';
import { type Attempt, type FunctionStatus, untouchedStatus } from '../../core/model/function-status.ts';
import type { WindowRow } from '../../core/ports.ts';

/** The moment at which every test takes place. */
export const NOW = new Date('2026-03-02T09:00:00.000Z');

export const PDA = 'asha.localhost';
export const FUNCTION = 'hydration-coach';
export const CODE_HASH = 'a'.repeat(64);

/** `seconds` after NOW. */
export const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

export function aConfiguration(change: Partial<FunctionConfiguration> = {}): FunctionConfiguration {
  return {
    id: FUNCTION,
    info: {
      version: '1.0.0',
      versionReleaseDate: '2026-01-01T00:00:00.000Z',
      name: 'Hydration Coach',
      headline: 'How much did you drink?',
      description: { text: 'Counts drinks.' },
      termsUrl: 'https://coach.example/terms',
      supportContact: 'help@coach.example',
      graphics: { banner: { normal: '' }, logo: { normal: '' }, screenshots: [] },
    },
    developer: { id: 'coachlabs', name: 'Coach Labs', url: 'https://coach.example' },
    trigger: { triggerType: 'individual' },
    dataBundle: { name: FUNCTION, bundle: { drinks: { endpoints: [{ endpoint: 'kitchen/drinks' }] } } },
    status: { available: true, enabled: false },
    ...change,
  };
}

export function anEntry(change: Partial<CatalogueEntry> = {}): CatalogueEntry {
  return {
    id: FUNCTION,
    version: '1.0.0',
    configuration: aConfiguration(),
    scope: {
      reads: [{ endpoint: 'kitchen/drinks' }],
      namespace: 'coach',
      endpoint: 'insights/hydration',
      allowSubpaths: false,
    },
    codeHash: CODE_HASH,
    process: { functionName: 'she-hydration-coach', qualifier: '1' },
    bundle: { functionName: 'she-hydration-coach-bundle', qualifier: '1' },
    timeout: 60,
    runOnEmpty: false,
    available: true,
    recalledVersions: [],
    ...change,
  };
}

/** `anEntry` as it is stored. */
export function aVersion(change: Partial<RegisteredVersion> = {}): RegisteredVersion {
  const { recalledVersions, ...version } = anEntry(change);
  return version;
}

/** Everybody has `aVersion`. */
export function someReleases(change: Partial<FunctionReleases> = {}): FunctionReleases {
  const stable = change.stable ?? aVersion();
  return { functionId: stable.id, revision: 1, recalledVersions: [], ...change, stable };
}

/** Enabled by its owner, with consent to what `anEntry` reads and writes. */
export function aStatus(change: Partial<FunctionStatus> = {}): FunctionStatus {
  const { scope, version, codeHash } = anEntry();
  return {
    ...untouchedStatus(PDA, FUNCTION),
    revision: 1,
    enabled: true,
    epoch: 1,
    consent: { version, scope, codeHash, at: '2026-01-01T00:00:00.000Z' },
    ...change,
  };
}

export function anAttempt(change: Partial<Attempt> = {}): Attempt {
  return {
    id: '6f1c4b0e-7a0f-4a57-9f55-0b8a0f6c1d11',
    at: NOW.toISOString(),
    trigger: 'event',
    useAll: false,
    version: '1.0.0',
    epoch: 1,
    part: 0,
    counts: NO_COUNTS,
    ...change,
  };
}

/** What the letter of an attempt that was given up says. */
export function aParkedAttempt(change: Partial<ParkedAttempt> = {}): ParkedAttempt {
  return {
    pda: PDA,
    functionId: FUNCTION,
    executionId: anAttempt().id,
    part: 0,
    useAll: false,
    epoch: 1,
    errorCode: 'FUNCTION_ERROR',
    ...change,
  };
}

export function aDataEvent(change: Partial<DataEvent> = {}): DataEvent {
  return {
    eventId: 'event-1',
    pda: PDA,
    endpoints: ['kitchen/drinks'],
    records: 1,
    occurredAt: NOW.toISOString(),
    ...change,
  };
}

/** The record with the given position in creation order. */
export function aRow(position: number, change: Partial<WindowRow> = {}): WindowRow {
  return {
    cursor: String(position),
    property: 'drinks',
    item: { endpoint: 'kitchen/drinks', recordId: uuid(position), data: { ml: position } },
    chain: [],
    ...change,
  };
}

/** A UUID that is the same for the same number. */
export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
