import { lookup as lookupName } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { EngineError } from '../../core/errors.ts';

/** Where requests to one PDA may end, whatever its name resolves to. */
export type Reach = 'this machine' | 'the internet' | 'the internet and this network';

/** An address to which no request to a PDA may go. */
export class AddressRefused extends EngineError {
  override readonly name = 'AddressRefused';
}

const RANGES: Readonly<Record<Reach, readonly string[]>> = {
  'this machine': ['loopback'],
  'the internet': ['unicast'],
  'the internet and this network': ['unicast', 'private', 'uniqueLocal', 'loopback'],
};

/** The registries give out no other IPv6 addresses to the internet. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an address is one that may be connected to. Addresses that carry another one inside (IPv4-mapped, NAT64,
 * 6to4, Teredo) are of no range that is let through: what they lead to is decided elsewhere.
 */
export function isWithin(reach: Reach, address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (!RANGES[reach].includes(range)) return false;
  return range !== 'unicast' || parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6);
}

/** Plain HTTP stays on this machine; HTTPS goes out, and into this network only where that is allowed. */
export function reachOf({ protocol }: URL, nearby: boolean): Reach {
  if (protocol === 'http:') return 'this machine';
  return nearby ? 'the internet and this network' : 'the internet';
}

/** The IP address that a URL names in place of a host, without the brackets of IPv6. */
export function literalOf({ hostname }: URL): string | undefined {
  const address = hostname.replace(/^\[|\]$/g, '');
  return isIP(address) === 0 ? undefined : address;
}

/**
 * Resolves names for connections, and refuses those of which any address is out of reach. The connection is made to
 * the very addresses that were looked at, so that a name which changes meanwhile leads nowhere else. Node asks it for
 * names only: see `literalOf`.
 *
 * @param resolve @default the system's resolver
 */
export function guardedLookup(reach: Reach, resolve: typeof lookupName = lookupName): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const first = addresses?.[0];
      if (error) callback(error, '');
      else if (!first || !addresses.every(({ address }) => isWithin(reach, address)))
        callback(new AddressRefused(`${hostname} leads to addresses that are not of ${reach}.`), '');
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
