import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { mutationDocument, mutationResultsIn, type MutationResult } from '../../scripts/mutation-document';
import { MUTATION_PARTS, partsNamed } from '../../scripts/mutation-parts';

const LAMBDA: MutationResult = { part: 'lambda', killed: 90, survived: 8, uncovered: 2, date: '2026-11-21' };
const OPERATIONS: MutationResult = { part: 'operations', killed: 95, survived: 5, uncovered: 0, date: '2026-11-20' };

test('the document has the parts in their order, and their sum', () => {
  const rows = mutationDocument([LAMBDA, OPERATIONS]).split('\n').filter((line) => line.startsWith('|')).slice(2);
  expect(rows).toEqual([
    '| operations | 100 | 95 | 5 | 0 | 95.0 % | 2026-11-20 |',
    '| lambda | 100 | 90 | 8 | 2 | 90.0 % | 2026-11-21 |',
    '| all | 200 | 185 | 13 | 2 | 92.5 % |  |',
  ]);
});

test('what a document says is what it was made of', () => {
  expect(mutationResultsIn(mutationDocument([OPERATIONS, LAMBDA]))).toEqual([OPERATIONS, LAMBDA]);
});

test('each part has a suite', () => {
  for (const { suite } of MUTATION_PARTS) expect(existsSync(join(__dirname, '..', 'mutation', `${suite}.ts`))).toBe(true);
});

test('refuses a part that there is not, and names those there are', () => {
  expect(() => partsNamed(['lambda', 'src'])).toThrow('there is no part src; there are: operations private ');
});
