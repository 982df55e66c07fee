/**
 * Runs the tests in all corners of the matrix, or in those of `--corner minimum,20` (repeatable), and writes docs/TEST-MATRIX.md.
 * What stands behind `--` is for jest, such as `-- --maxWorkers=1`.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MatrixCheckout } from './matrix-checkout';
import { CDK_ENDS, cornerName, cornersNamed, type Corner } from './matrix-corners';
import { type CornerResult, matrixDocument, resultsIn, withResult } from './matrix-document';

const ROOT = join(__dirname, '..');
const DOCUMENT = join(ROOT, 'docs', 'TEST-MATRIX.md');

function main(): void {
  const { values: { corner: names }, positionals: jestArgs } = parseArgs({
    options: { corner: { type: 'string', multiple: true, default: [] } },
    allowPositionals: true,
  });
  const corners = cornersNamed(names);
  const failed = CDK_ENDS.flatMap((cdk) => testAll(corners.filter((corner) => corner.cdk === cdk), jestArgs)).filter((result) => result.failed > 0);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

/** Runs the tests in corners that have the CDK in common. */
function testAll(corners: readonly Corner[], jestArgs: readonly string[]): CornerResult[] {
  if (corners.length === 0) return [];
  const checkout = MatrixCheckout.create(ROOT, corners[0].cdk);
  try {
    return corners.map((corner) => {
      const result = { corner: cornerName(corner), ...checkout.test(corner.node, jestArgs), date: new Date().toISOString().slice(0, 10) };
      console.log(JSON.stringify(result));
      // at once, for a run of all takes long
      writeFileSync(DOCUMENT, matrixDocument(withResult(existsSync(DOCUMENT) ? resultsIn(readFileSync(DOCUMENT, 'utf8')) : [], result)));
      return result;
    });
  } finally {
    checkout.remove();
  }
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
