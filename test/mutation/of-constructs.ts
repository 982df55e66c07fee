import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { declareSuites } from './suites';

const ofConstructs = readdirSync(join(__dirname, '..')).filter((file) => file.endsWith('.test.ts'));

declareSuites([...ofConstructs, 'operations', 'manifests', 'private'], [
  // these look at the whole, which others look at part by part, and take their time
  'batch-job-scale.test.ts', 'examples.test.ts', 'operation-matrix.test.ts', 'properties.test.ts',
  // of what is built, or of the source's text
  'jsii.test.ts', 'warning-ids.test.ts',
]);
