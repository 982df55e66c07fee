import { declareSuites } from './suites';

declareSuites(['lambda'], [
  // of the bundle, in which no mutant is
  'lambda/bundle.test.ts', 'lambda/golden-events.test.ts',
  // these look at the whole, which others look at part by part, and take their time
  'lambda/delivery-matrix.test.ts', 'lambda/staging-memory.test.ts',
]);
