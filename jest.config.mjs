import { availableParallelism } from 'node:os';

/** Two projects, so that the inner loop (`--selectProjects unit`) never loads CDK. Modules are real ES modules. */
const common = {
  testEnvironment: 'node',
  // Bundles that tests and proofs build bring a package.json of the same name each.
  modulePathIgnorePatterns: ['<rootDir>/.build/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
};

const WITH_CDK = [
  '<rootDir>/test/lib/',
  '<rootDir>/test/proof/diff/compare/',
  '<rootDir>/test/proof/prove/mutants/',
];

export default {
  // A ceiling for hung tests on busy machines; no test depends on it.
  testTimeout: 180_000,
  // Tests start engines, servers and sandboxes of their own: more at a time would only slow each other down.
  maxWorkers: Math.min(4, availableParallelism()),
  // Node frees none of the ES modules that jest has loaded, some 14 MB for each file of tests: a new process does.
  workerIdleMemoryLimit: '2GB',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/functions-registry/*/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', ...WITH_CDK],
    },
    { ...common, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
    { ...common, displayName: 'synth', testMatch: WITH_CDK.map((folder) => `${folder}**/*.test.ts`) },
  ],
};
