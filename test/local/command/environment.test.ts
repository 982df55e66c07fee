import { environmentOf } from '../../../local/src/command/environment';

const stack = (name: string, account?: string, region?: string) => ({ name, id: name, displayName: `Prod/${name}`, account, region });

test('a cloud is in the account and the Region that the stacks say', () => {
  expect(environmentOf([stack('A', '123456789012'), stack('B', undefined, 'eu-west-1'), stack('C')])).toEqual({ account: '123456789012', region: 'eu-west-1' });
});

test('stacks that leave both open leave it to the default', () => {
  expect(environmentOf([stack('A')])).toEqual({});
});

test('stacks for several Regions have to be chosen from', () => {
  const stacks = [stack('A', '1', 'eu-west-1'), stack('B', '1', 'us-east-1')];
  expect(() => environmentOf(stacks)).toThrow('choose some with --stack: Prod/A (1, eu-west-1), Prod/B (1, us-east-1)');
  expect(environmentOf(stacks, ['Prod/B'])).toEqual({ account: '1', region: 'us-east-1' });
});
