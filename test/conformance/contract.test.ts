import { CONTRACT, hold } from './contract';
import { facadeSubject } from './facade-subject';
import { memorySubject } from './memory-subject';
import type { Subject } from './subject';
import { CALL_ACTIONS } from '../../local/src/store/call-actions';

const cells = CONTRACT.map((cell) => [`${cell.call}: ${cell.claim}`, cell] as const);

describe('the store in memory does what S3 does', () => {
  test.each(cells)('%s', (_, cell) => hold(cell, memorySubject()));
});

describe('the AWS SDK sees the store do it over HTTP', () => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await facadeSubject();
  });
  afterAll(() => subject.close());
  test.each(cells)('%s', (_, cell) => hold(cell, subject));
});

test('no claim is made twice', () => {
  const names = cells.map(([name]) => name);
  expect(names).toEqual([...new Set(names)]);
});

test('every call of the store is claimed something of', () => {
  expect(new Set(CONTRACT.map(({ call }) => call))).toEqual(new Set(Object.keys(CALL_ACTIONS)));
});
