import { EngineError } from '../../core/errors.ts';
import type { Targets } from './orders.ts';

/** Who answers nearly everywhere: public servers, the metadata address, and Amazon's resolver, which needs no route. */
const USUAL: Targets = {
  tcp: [
    '1.1.1.1:443',
    '8.8.8.8:53',
    '[2606:4700:4700::1111]:443',
    '169.254.169.254:80',
    '169.254.169.253:53',
  ],
  udp: ['1.1.1.1:53', '169.254.169.253:53', '10.0.0.2:53', '[fd00:ec2::253]:53'],
  names: ['example.com', 'sts.amazonaws.com'],
};

/**
 * What the canary should try to reach.
 * @param chosen `tcp://…`, `udp://…`, `name://…`; none means the usual
 * @param watched a name that only whoever watches its name servers knows
 */
export function chosenTargets(chosen: readonly string[], watched?: string): Targets {
  const of = (scheme: string) =>
    chosen.filter((one) => one.startsWith(`${scheme}://`)).map((one) => one.slice(scheme.length + 3));
  const unknown = chosen.find((one) => !/^(tcp|udp):\/\/.+:\d+$|^name:\/\/[^:/]+$/.test(one));
  if (unknown !== undefined)
    throw new EngineError(
      `--target ${unknown} is none: write tcp://HOST:PORT, udp://HOST:PORT or name://NAME`,
    );
  const { tcp, udp, names } =
    chosen.length > 0 ? { tcp: of('tcp'), udp: of('udp'), names: of('name') } : USUAL;
  return { tcp, udp, names: watched === undefined ? names : [...names, watched] };
}
