import { type Bill, repeatable } from '../../../proof/sbom/bill.ts';
import { deployedBill, packagePath, packagesOf } from '../../../proof/sbom/deployed-bill.ts';
import { shippedBill } from '../../../proof/sbom/npm-bill.ts';
import { lockedPackages } from '../../../proof/supply/packages.ts';
import { aRegisteredFunction } from '../../support/registered-function.ts';
import { aLock } from '../supply/supply-builders.ts';

const packages = lockedPackages(
  aLock({ a: {}, 'a/node_modules/@b/c': { version: '2.0.0' }, tool: { dev: true } }),
);

const component = (name: string, version = '1.0.0') => ({ 'bom-ref': `${name}@${version}`, name, version });

function aBill(change: Partial<Bill> = {}): Bill {
  return {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.5', dependencies: [] },
    metadata: { component: { 'bom-ref': 'root@1', name: 'a-folder' } },
    components: [component('a'), component('tool')],
    ...change,
  };
}

describe('a bill of materials', () => {
  it('is the same whenever it was made, and wherever', () => {
    const made = (timestamp: string, name: string, serialNumber: string): Bill =>
      aBill({ serialNumber, metadata: { timestamp, component: { 'bom-ref': 'root@1', name } } });

    const first = repeatable(made('2026-01-01', 'folder-1', 'urn:uuid:1'), 'she');
    const second = repeatable(made('2026-02-02', 'folder-2', 'urn:uuid:2'), 'she');

    expect(first).toEqual(second);
    expect(JSON.stringify(first)).not.toMatch(/2026-01-01|folder/);
  });

  it('has a serial number that follows from its content', () => {
    const [one, other] = [aBill(), aBill({ components: [component('a')] })].map((bill) =>
      repeatable(bill, 'she'),
    );

    const form = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(one?.serialNumber).toMatch(form);
    expect(one?.serialNumber).not.toBe(other?.serialNumber);
  });

  it('of what is shipped leaves out tools, and what leads to them', () => {
    const dependencies = [
      { ref: 'root@1', dependsOn: ['a@1.0.0', 'tool@1.0.0'] },
      { ref: 'tool@1.0.0', dependsOn: ['a@1.0.0'] },
    ];

    const shipped = shippedBill(aBill({ dependencies }), packages);

    expect(shipped.components).toEqual([component('a')]);
    expect(shipped.dependencies).toEqual([{ ref: 'root@1', dependsOn: ['a@1.0.0'] }]);
  });
});

describe('the bill of what is deployed', () => {
  const inputs = ['core/errors.ts', 'node_modules/a/node_modules/@b/c/dist/index.js'];

  it('names each Lambda of the engine with its hash and the packages inside it', () => {
    const bundles = { executor: { hash: 'f'.repeat(64), inputs } };

    const { components } = deployedBill({ bundles, functions: [], packages });

    expect(components).toMatchObject([
      {
        name: 'executor',
        hashes: [{ alg: 'SHA-256', content: 'f'.repeat(64) }],
        components: [{ purl: 'pkg:npm/%40b/c@2.0.0', licenses: [{ expression: 'MIT' }] }],
      },
    ]);
  });

  it('names each function with its version and the hash of its package', () => {
    const registered = aRegisteredFunction({ version: '1.2.3' });

    const { components } = deployedBill({ bundles: {}, functions: [registered], packages });

    const hashes = [{ alg: 'SHA-256', content: registered.codeHash }];
    expect(components).toMatchObject([{ 'bom-ref': 'function:step-counter', version: '1.2.3', hashes }]);
  });

  it('tells the package of a file by the innermost node_modules', () => {
    expect(packagePath('node_modules/a/node_modules/@b/c/dist/index.js')).toBe(
      'node_modules/a/node_modules/@b/c',
    );
    expect(packagePath('core/errors.ts')).toBeUndefined();
    expect(packagesOf(inputs, packages).map(({ name }) => name)).toEqual(['@b/c']);
  });
});
