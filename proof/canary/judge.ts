import { CHANNEL_NAMES, CHANNELS, type Channel, type ChannelName, type ChannelRules } from './channels.ts';
import type { Played } from './play/play.ts';
import { type Finding, scannerFor } from './scan.ts';

export interface Verdict {
  readonly channel: ChannelName;
  readonly bytes: number;
  /** Canaries where they may be; where they may be, some must have been. */
  readonly allowed: number;
  readonly leaks: readonly Finding[];
  /** Why this channel shows nothing, if so. */
  readonly fault?: string;
}

/** What was found in each channel, held to its rules. */
export function judge({ evidence, canaries }: Pick<Played, 'evidence' | 'canaries'>): readonly Verdict[] {
  const scan = scannerFor(canaries);
  return CHANNEL_NAMES.map((channel) => {
    const rules: Channel = CHANNELS[channel];
    const caught = evidence.of(channel);
    const found = caught.flatMap((one) =>
      scan([one]).map((finding) => ({ finding, isAllowed: isAllowed(rules, finding, one.person) })),
    );
    const leaks = found.filter((one) => !one.isAllowed).map(({ finding }) => finding);
    const bytes = caught.reduce((sum, one) => sum + one.bytes.length, 0);
    const allowed = found.length - leaks.length;
    const fault = faultOf(rules, { bytes, allowed });
    return { channel, bytes, allowed, leaks, ...(fault && { fault }) };
  });
}

function isAllowed(
  { canaries, namesPdas }: ChannelRules,
  { canary }: Finding,
  person: string | undefined,
): boolean {
  if (canary.kind === 'name' && namesPdas) return true;
  return canaries === 'any' || (canaries === 'own' && canary.person === person);
}

function faultOf({ bytes: wanted, canaries }: ChannelRules, is: { bytes: number; allowed: number }): string {
  if (wanted === 'nothing') return is.bytes > 0 ? 'must hold nothing at all' : '';
  if (is.bytes === 0) return 'nothing was looked at';
  return canaries && is.allowed === 0 ? 'held no canary: those that were set out may be dead' : '';
}
