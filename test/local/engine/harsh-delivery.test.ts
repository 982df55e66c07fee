import { join } from 'node:path';
import { operationNameOf } from '../../../local/src/operations';
import { casesIn, type EngineCase } from '../engine-case';
import { asStored, played } from '../played-case';

// a restoration is the one operation whose second call S3 refuses because of the first: see redelivery.test.ts
const isRestoration = ({ request }: EngineCase) => operationNameOf(request.Operation!) === 'S3InitiateRestoreObject';

const CASES = casesIn(join(__dirname, '../cases')).filter(([, engineCase]) => engineCase.expect.refused === undefined && !isRestoration(engineCase));

test('there are cases of nine operations: all but restorations and invocations', () => {
  expect(new Set(CASES.map(([, { request }]) => operationNameOf(request.Operation!))).size).toBe(9);
});

test.each(CASES)('in another order, and every task delivered twice, ends as it does otherwise: %s', async (_name, engineCase) => {
  const { status, failureReasons = [], rows = [], objects = [] } = engineCase.expect;
  const job = await played(engineCase, { shuffleSeed: 7, redeliver: 1 });
  expect(job).toMatchObject({ status, failureReasons, rows: [...rows].sort() });
  for (const { bucket, key, versionId, ...expected } of objects) {
    expect({ key, ...await asStored(job.store, { bucket, key, versionId, ...expected }) }).toEqual({ key, ...expected });
  }
});
