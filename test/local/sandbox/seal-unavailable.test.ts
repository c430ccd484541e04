import { explainMissingSeal, type SealFacts } from '../../../local/sandbox/seal-unavailable.ts';

const LINUX: SealFacts = {
  platform: 'linux',
  bubblewrap: '/usr/bin/bwrap',
  complaint: 'bwrap: setting up uid map: Permission denied',
  container: false,
  release: '6.8.0-45-generic',
  sysctl: () => undefined,
};
const setting = (name: string, value: string): Partial<SealFacts> => ({
  sysctl: (asked) => (asked === name ? value : undefined),
});

it.each([
  ['on Windows', { platform: 'win32' }, 'wsl --install'],
  ['on a Mac', { platform: 'darwin' }, 'limactl start'],
  ['on another system', { platform: 'freebsd' }, 'Linux virtual machine'],
  ['in the first WSL', { release: '4.4.0-19041-Microsoft' }, 'wsl --set-version NAME 2'],
  ['without bubblewrap', { bubblewrap: undefined }, 'sudo apt-get install --yes bubblewrap'],
  ['with an old bubblewrap', { complaint: 'bwrap: Unknown option --disable-userns' }, 'older than 0.8'],
  [
    "with Node in root's home",
    { complaint: "bwrap: Can't find source path /root/node: Permission denied" },
    'apt-get install --yes nodejs',
  ],
  [
    'without user namespaces',
    setting('user.max_user_namespaces', '0'),
    'sysctl -w user.max_user_namespaces=',
  ],
  [
    'with them for root only',
    setting('kernel.unprivileged_userns_clone', '0'),
    'unprivileged_userns_clone=1',
  ],
  [
    'under AppArmor',
    setting('kernel.apparmor_restrict_unprivileged_userns', '1'),
    'sudo tee /etc/apparmor.d/bwrap && sudo apparmor_parser --replace /etc/apparmor.d/bwrap',
  ],
  ['in a container', { container: true }, 'docker run --security-opt'],
  [
    'in a container of a machine under AppArmor',
    { container: true, ...setting('kernel.apparmor_restrict_unprivileged_userns', '1') },
    'unmask=ALL), and on its host type: printf',
  ],
  ['for a reason nobody knows', {}, 'repair what it names'],
] as const)('says how to repair the seal %s', (_, found, remedy) => {
  const facts = { ...LINUX, ...found };

  const error = explainMissingSeal(facts);

  expect(error.message).toContain(remedy);
  expect(error.message).toContain(facts.complaint);
  expect(error.message).toContain('--unsealed');
});

it('writes a profile that AppArmor can read', () => {
  const facts = { ...LINUX, ...setting('kernel.apparmor_restrict_unprivileged_userns', '1') };

  const { message } = explainMissingSeal(facts);

  const [, text = ''] = /printf '([^']*)'/.exec(message) ?? [];
  expect(text.replaceAll('\\n', '\n')).toBe(
    'abi <abi/4.0>,\ninclude <tunables/global>\nprofile bwrap /usr/bin/bwrap flags=(unconfined) {\n  userns,\n}\n',
  );
});

it('does not take the second WSL for the first', () => {
  const facts = { ...LINUX, release: '5.15.153.1-microsoft-standard-WSL2' };

  const { message } = explainMissingSeal(facts);

  expect(message).not.toContain('wsl');
});

it.each([
  ['the container', { container: true }],
  ['AppArmor', setting('kernel.apparmor_restrict_unprivileged_userns', '1')],
])('does not blame %s for what the self-test found inside', (_, found) => {
  const facts = {
    ...LINUX,
    ...found,
    complaint: 'descriptors 9 of the engine would be open in functions',
  };

  const error = explainMissingSeal(facts);

  expect(error.message).toContain('repair what it names');
});
