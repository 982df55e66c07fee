import packageJson from '../../package.json';
import { CORNERS, cornerName, cornersNamed } from '../../scripts/matrix-corners';
import { type CornerResult, matrixDocument, resultsIn, withResult } from '../../scripts/matrix-document';

function result(overrides: Partial<CornerResult> = {}): CornerResult {
  return { corner: 'newest,22', awsCdkLib: '2.276.0', constructs: '10.8.1', node: '22.23.3', passed: 5000, failed: 1, skipped: 2, date: '2026-11-21', ...overrides };
}

test('the corners are each end of the CDK with each Node.js, from the oldest that the package allows', () => {
  expect(CORNERS.map(cornerName)).toEqual(['minimum,20', 'minimum,22', 'minimum,24', 'newest,20', 'newest,22', 'newest,24']);
  expect(packageJson.engines.node).toBe('>= 20.0.0');
});

test('the oldest CDK is the one that is installed for the development', () => {
  const { devDependencies, peerDependencies } = packageJson;

  expect(peerDependencies).toEqual({ 'aws-cdk-lib': `^${devDependencies['aws-cdk-lib']}`, 'constructs': `^${devDependencies.constructs}` });
});

test('corners are chosen by their names, all where none is named', () => {
  expect(cornersNamed([])).toBe(CORNERS);
  expect(cornersNamed(['newest,22', 'minimum,20'])).toEqual([{ cdk: 'minimum', node: '20' }, { cdk: 'newest', node: '22' }]);
  expect(() => cornersNamed(['newest,22', 'newest,18', '22'])).toThrow('there is no corner newest,18 and none 22; there are: minimum,20 minimum,22 ');
});

test('the document gives back what it was made of, in the order of the corners', () => {
  const results = [result(), result({ corner: 'minimum,24', awsCdkLib: '2.245.0', constructs: '10.5.0', node: '24.1.0', failed: 0, skipped: 0 })];

  expect(matrixDocument(results)).toContain('\n| newest,22 | 2.276.0 | 10.8.1 | 22.23.3 | 5000 | 1 | 2 | 2026-11-21 |\n');
  expect(resultsIn(matrixDocument(results))).toEqual([...results].reverse());
  expect(resultsIn('')).toEqual([]);
});

test('a new result takes the place of the corner\'s last one', () => {
  const other = result({ corner: 'newest,20' });

  expect(withResult([result(), other], result({ failed: 0 }))).toEqual([other, result({ failed: 0 })]);
});
