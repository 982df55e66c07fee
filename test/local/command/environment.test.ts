import type { AssemblyOverview } from '../../../local/src/assembly/overview';
import { environmentOf } from '../../../local/src/command/environment';

const stack = (name: string, account?: string, region?: string) => ({ name, id: name, displayName: `Prod/${name}`, account, region });
/** An app whose every stack has a job. */
function app(...stacks: ReturnType<typeof stack>[]): AssemblyOverview {
  return { stacks, jobs: stacks.map(({ id }) => ({ stack: id, path: `Prod/${id}/Job`, logicalId: 'Job' })), buckets: [], functions: [] };
}

test('a cloud is in the account and the Region that the stacks say', () => {
  expect(environmentOf([app(stack('A', '123456789012'), stack('B', undefined, 'eu-west-1'), stack('C'))], {})).toEqual({ account: '123456789012', region: 'eu-west-1' });
});

test('stacks that leave both open leave it to the default', () => {
  expect(environmentOf([app(stack('A'))], {})).toEqual({});
});

test('stacks for several Regions have to be chosen from', () => {
  const stacks = [app(stack('A', '1', 'eu-west-1'), stack('B', '1', 'us-east-1'))];
  expect(() => environmentOf(stacks, {})).toThrow('choose some with --stack: Prod/A (1, eu-west-1), Prod/B (1, us-east-1)');
  expect(environmentOf(stacks, { stacks: ['Prod/B'] })).toEqual({ account: '1', region: 'us-east-1' });
  // a job says which stack is meant
  expect(environmentOf(stacks, { jobs: ['Prod/A/Job'] })).toEqual({ account: '1', region: 'eu-west-1' });
});
