import { requireOneSource } from '../../../local/src/command/one-source';
import { UsageError } from '../../../local/src/command/options/usage-error';

const overview = (path: string, name?: string) => ({ stacks: [], buckets: [{ stack: 'Demo', path, name }], jobs: [], functions: [] });
const filledWith = (...buckets: string[]) => ({ filled: buckets.map((bucket) => ({ bucket, source: 'objects', options: {} })) });

test('refuses a bucket that is named by its name and by its path', () => {
  const refused = () => requireOneSource(filledWith('Demo/Files', 'files'), [overview('Demo/Other'), overview('Demo/Files', 'files')]);
  expect(refused).toThrow(UsageError);
  expect(refused).toThrow('--objects must name a bucket once, got: files and Demo/Files, which is the same one');
});

test.each([
  ['one by its name', filledWith('files'), overview('Demo/Files', 'files')],
  ['one by its path', filledWith('Demo/Files'), overview('Demo/Files', 'files')],
  ['two', filledWith('Demo/Files', 'others'), overview('Demo/Files', 'files')],
  ['one whose name isn\'t known, and another', filledWith('Demo/Files', 'files'), overview('Demo/Files')],
])('takes %s', (_what, buckets, known) => {
  expect(() => requireOneSource(buckets, [known])).not.toThrow();
});
