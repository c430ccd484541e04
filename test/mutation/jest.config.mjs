import { fileURLToPath } from 'node:url';
import config from '../../jest.config.mjs';

const unit = config.projects.find(({ displayName }) => displayName === 'unit');

/** As the unit tests run, but looking for files nowhere else: jest looks again for each breakage. */
export default {
  ...unit,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['core', 'adapters', 'test/core', 'test/adapters/pda', 'test/support'].map(
    (path) => `<rootDir>/${path}`,
  ),
  testTimeout: config.testTimeout,
};
