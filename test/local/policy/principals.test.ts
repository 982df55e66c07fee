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
