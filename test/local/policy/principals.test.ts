import { authorize } from '../../../local/src/policy/authorize';
import { Principals } from '../../../local/src/policy/principals';

const ROLE = 'arn:aws:iam::111122223333:role/worker';
const anything = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

test('finds a role by its ARN and by its access key id', () => {
  const principals = new Principals();
  const role = principals.put(ROLE, [anything]);
  expect(principals.byArn(ROLE)).toBe(role);
  expect(principals.byAccessKey(role.accessKeyId)).toBe(role);
  expect(principals.byAccessKey('AKIAOTHER')).toBeUndefined();
});

test('names who calls with a role\'s key, with anybody else\'s, and with none', () => {
  const principals = new Principals();
  const { accessKeyId } = principals.put(ROLE, []);
  expect([accessKeyId, 'AKIAOTHER', '', undefined].map((id) => principals.callerWith(id))).toEqual([ROLE, 'unknown', 'unknown', 'unsigned']);
});

test('gives each role its own access key id, and the same one again when it comes back', () => {
  const principals = new Principals();
  const { accessKeyId } = principals.put(ROLE, []);
  expect(principals.put(`${ROLE}2`, []).accessKeyId).not.toBe(accessKeyId);
  principals.remove(ROLE);
  expect(principals.byAccessKey(accessKeyId)).toBeUndefined();
  expect(principals.put(ROLE, []).accessKeyId).toBe(accessKeyId);
});

test('shows new policies to who holds the role already', () => {
  const principals = new Principals();
  const held = principals.put(ROLE, []);
  principals.put(ROLE, [anything]);
  expect(authorize(held, 's3:PutObject', '*')).toBe('allowed');
});

test('lets who still holds a removed role do nothing', () => {
  const principals = new Principals();
  const held = principals.put(ROLE, [anything]);
  principals.remove(ROLE);
  expect(authorize(held, 's3:PutObject', '*')).toBe('denied');
});

test('a role has one more key for a text, which is the same for other roles and gone with the role', () => {
  const principals = new Principals();
  const role = principals.put(ROLE, []);
  const key = principals.putKey(ROLE, 'function Stack/Function')!;
  expect(key).toMatch(/^LOCAL[0-9A-F]{15}$/);
  expect(key).not.toBe(role.accessKeyId);
  expect([key, role.accessKeyId].map((id) => principals.byAccessKey(id))).toEqual([role, role]);
  principals.remove(ROLE);
  expect([key, role.accessKeyId].map((id) => principals.byAccessKey(id))).toEqual([undefined, undefined]);
  expect(principals.putKey(ROLE, 'function Stack/Function')).toBeUndefined();
  const other = principals.put(`${ROLE}2`, []);
  expect(principals.putKey(`${ROLE}2`, 'function Stack/Function')).toBe(key);
  expect(principals.byAccessKey(key)).toBe(other);
});
