import { EngineError } from '../../core/errors.ts';

/** Functions cannot be sealed here; `message` says why and which command repairs it. */
export class SealUnavailable extends EngineError {
  override readonly name = 'SealUnavailable';
}

/** What was found on a machine that cannot seal. */
export interface SealFacts {
  readonly platform: NodeJS.Platform;
  /** Path of `bwrap`, if there is one. */
  readonly bubblewrap?: string | undefined;
  /** What the self-test answered, if it came that far. */
  readonly complaint: string;
  readonly container: boolean;
  /** Of the kernel, `6.8.0-45-generic`. */
  readonly release: string;
  /** Value of a kernel setting, if the kernel has it: `user.max_user_namespaces`. */
  readonly sysctl: (name: string) => string | undefined;
}

interface Obstacle {
  readonly applies: (facts: SealFacts) => boolean;
  readonly why: string;
  readonly remedy: string;
}

const sysctlIs =
  (name: string, value: string) =>
  ({ sysctl }: SealFacts): boolean =>
    sysctl(name) === value;

const bubblewrapFailed = ({ complaint }: SealFacts): boolean => complaint.startsWith('bwrap:');

const underAppArmor = sysctlIs('kernel.apparmor_restrict_unprivileged_userns', '1');

/** Allows it to bubblewrap alone; the setting that Ubuntu's own message names allows it to every program. */
const APPARMOR_PROFILE =
  "type: printf 'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile bwrap /usr/bin/bwrap flags=(unconfined) " +
  "{\\n  userns,\\n}\\n' | sudo tee /etc/apparmor.d/bwrap && sudo apparmor_parser --replace /etc/apparmor.d/bwrap";

const CONTAINER_OPTIONS =
  'start it with: docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined ' +
  '--security-opt systempaths=unconfined … (podman: --security-opt seccomp=unconfined --security-opt unmask=ALL)';

/** In this order; the first that applies is the one to repair. */
const OBSTACLES: readonly Obstacle[] = [
  {
    applies: ({ platform }) => platform === 'win32',
    why: 'Windows has no Linux namespaces',
    remedy: 'type: wsl --install, then run the engine inside that Linux, which is WSL 2',
  },
  {
    applies: ({ platform }) => platform === 'darwin',
    why: 'macOS has no Linux namespaces',
    remedy:
      'run the engine in a Linux virtual machine, such as that of: brew install lima && limactl start && limactl shell default',
  },
  {
    applies: ({ platform }) => platform !== 'linux',
    why: 'this system has no Linux namespaces',
    remedy: 'run the engine in a Linux virtual machine',
  },
  {
    // WSL 2 has a kernel of its own, `…-microsoft-standard-WSL2`.
    applies: ({ release }) => release.endsWith('-Microsoft'),
    why: 'WSL 1 has no Linux namespaces',
    remedy: 'in Windows, type: wsl --list, then wsl --set-version NAME 2',
  },
  {
    applies: ({ bubblewrap }) => bubblewrap === undefined,
    why: 'bubblewrap is not installed',
    remedy: 'type: sudo apt-get install --yes bubblewrap',
  },
  {
    applies: ({ complaint }) => /Unknown option/i.test(complaint),
    why: 'bubblewrap is older than 0.8',
    remedy: 'type: sudo apt-get install --yes bubblewrap, on Debian 12, Ubuntu 24.04 or newer',
  },
  {
    applies: ({ complaint }) => /^bwrap: Can't (find source|bind|get type)/.test(complaint),
    why: "functions cannot reach the Node that runs the engine, since it lies in somebody's own folder",
    remedy: 'type: sudo apt-get install --yes nodejs, or start the engine as an ordinary user',
  },
  {
    applies: sysctlIs('user.max_user_namespaces', '0'),
    why: 'user namespaces are switched off',
    remedy: 'type: sudo sysctl -w user.max_user_namespaces=15000',
  },
  {
    applies: sysctlIs('kernel.unprivileged_userns_clone', '0'),
    why: 'user namespaces are switched off for ordinary users',
    remedy: 'type: sudo sysctl -w kernel.unprivileged_userns_clone=1',
  },
  {
    applies: (facts) => facts.container && bubblewrapFailed(facts) && underAppArmor(facts),
    why: "this container may not make namespaces, nor may bubblewrap by its host's AppArmor",
    remedy: `${CONTAINER_OPTIONS}, and on its host ${APPARMOR_PROFILE}`,
  },
  {
    applies: (facts) => facts.container && bubblewrapFailed(facts),
    why: 'this container may not make namespaces',
    remedy: CONTAINER_OPTIONS,
  },
  {
    applies: (facts) => bubblewrapFailed(facts) && underAppArmor(facts),
    why: 'AppArmor keeps bubblewrap from making user namespaces',
    remedy: APPARMOR_PROFILE,
  },
];

const UNKNOWN = { why: 'the self-test failed', remedy: 'repair what it names' };

/** Names the obstacle, what the self-test said, and the way out. */
export function explainMissingSeal(facts: SealFacts): SealUnavailable {
  const { why, remedy } = OBSTACLES.find(({ applies }) => applies(facts)) ?? UNKNOWN;
  const said = facts.complaint === '' ? '' : ` (${facts.complaint})`;
  return new SealUnavailable(
    `Functions cannot be sealed on this machine, so none is run: ${why}${said}. To repair it, ${remedy}. ` +
      'Or start with --unsealed, for functions you trust with this whole machine.',
  );
}
