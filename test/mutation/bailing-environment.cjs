const { TestEnvironment } = require('jest-environment-node');

/** Skips what comes after the first test that fails: a mutant is noticed then. Stryker's runner of jest can't stop by itself. */
module.exports = class BailingEnvironment extends TestEnvironment {
  hasFailed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure') this.hasFailed = true;
    if (name === 'test_start' && this.hasFailed) test.mode = 'skip';
  }
};
