import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localDocument } from './document';
import { JOB_FAILURES } from './texts';
import * as jobFailures from '../../../local/src/engine/job-failure';

const written = readFileSync(join(__dirname, '../../../docs/LOCAL.md'), 'utf8');

test('docs/LOCAL.md is what the engine\'s tables say; `npm run docs:local` writes it', () => {
  expect(written).toBe(localDocument());
});

test('it tells of every failure of a job', () => {
  const makers = Object.entries(jobFailures).filter(([, maker]) => maker !== jobFailures.JobFailure).map(([name]) => name);
  expect(Object.keys(JOB_FAILURES).sort()).toEqual(makers.sort());
});
