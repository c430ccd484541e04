import { explainMissingSeal, type SealFacts } from '../../../local/sandbox/seal-unavailable.ts';

const LINUX: SealFacts = {
  platform: 'linux',
  bubblewrap: '/usr/bin/bwrap',
  complaint: 'bwrap: setting up uid map: Permission denied',
  container: false,
  sysctl: () => undefined,
};
const setting = (name: string, value: string): Partial<SealFacts> => ({
  sysctl: (asked) => (asked === name ? value : undefined),
});

it.each([
  ['on Windows', { platform: 'win32' }, 'wsl --install'],
  ['on a Mac', { platform: 'darwin' }, 'Linux virtual machine'],
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
    'restrict_unprivileged_userns=0',
  ],
  ['in a container', { container: true }, 'docker run --security-opt'],
  ['for a reason nobody knows', {}, 'repair what it names'],
] as const)('says how to repair the seal %s', (_, found, remedy) => {
  const facts = { ...LINUX, ...found };

  const error = explainMissingSeal(facts);

  expect(error.message).toContain(remedy);
  expect(error.message).toContain(facts.complaint);
  expect(error.message).toContain('--unsealed');
});

it('does not blame the container for what the self-test found inside', () => {
  const facts = {
    ...LINUX,
    container: true,
    complaint: 'descriptors 9 of the engine would be open in functions',
  };

  const error = explainMissingSeal(facts);

  expect(error.message).not.toContain('docker');
});
