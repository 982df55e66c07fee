#!/usr/bin/env node
// committed as it is, for npm links no command whose file isn't there when it installs
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const program = join(__dirname, '..', 'lib', 'command', 'main.js');
if (existsSync(program)) {
  require(program);
} else {
  console.error('s3-batch-operations-local isn\'t built yet: run `npm run build --workspace=local` in its checkout');
  process.exitCode = 2;
}
