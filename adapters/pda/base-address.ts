import { AddressRefused, isWithin, literalOf, type Reach, reachOf } from './address-policy.ts';

const LOOPBACK_NAME = /^(.+\.)?localhost$/;

/**
 * The base address of a PDA, in the one way of writing it.
 *
 * @param nearby whether PDAs may be on this machine, or in its network
 * @throws AddressRefused when no PDA may be there
 */
export function baseAddress(text: string, nearby: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const problem = url ? (problemOfForm(url) ?? problemOfPlace(url, nearby)) : 'it is no URL';
  if (url && problem === undefined) return url.origin;
  // What stands before an @ may be a password.
  const shown = text.replace(/\/\/.*@/s, '//…@').slice(0, 200);
  const example = nearby ? 'https://asha.hubat.net or http://127.0.0.1:4000' : 'https://asha.hubat.net';
  throw new AddressRefused(`No PDA may be at ${shown}: ${problem}. Give its address like ${example}.`);
}

function problemOfForm({ protocol, username, password, pathname, search, hash }: URL): string | undefined {
  if (protocol !== 'https:' && protocol !== 'http:') return 'it is not of HTTPS';
  if (username !== '' || password !== '') return 'it holds a name or a password';
  if (pathname !== '/' || search !== '' || hash !== '') return 'it has a path, a query or a fragment';
  return undefined;
}

function problemOfPlace(url: URL, nearby: boolean): string | undefined {
  const literal = literalOf(url);
  if (url.protocol === 'http:') {
    const isHere = literal ? isWithin('this machine', literal) : LOOPBACK_NAME.test(url.hostname);
    if (!nearby || !isHere)
      return nearby ? 'plain HTTP is for this machine alone' : 'plain HTTP would show its data';
  }
  const reach: Reach = reachOf(url, nearby);
  return literal === undefined || isWithin(reach, literal) ? undefined : `it is not of ${reach}`;
}
