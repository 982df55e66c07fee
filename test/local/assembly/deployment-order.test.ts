import type { StackArtifact } from '../../../local/src/assembly/cloud-assembly';
import { deploymentOrder } from '../../../local/src/assembly/deployment-order';

function stack(id: string, ...dependencies: string[]): StackArtifact {
  return { id, name: id, displayName: id, dependencies, template: { Resources: {} }, parameters: {}, assets: [] };
}

const ASSEMBLY = [stack('App', 'Data', 'Network'), stack('Data', 'Network'), stack('Network'), stack('Alone')];

test.each<[string, string[], string[], string[]]>([
  ['all of them', ['App', 'Data', 'Network', 'Alone'], [], ['Network', 'Data', 'App', 'Alone']],
  ['one with what it depends on', ['Data'], [], ['Network', 'Data']],
  ['in the order of their choice where nothing else matters', ['Alone', 'Network'], [], ['Alone', 'Network']],
  ['one without what is for elsewhere', ['App'], ['Network'], ['Data', 'App']],
  ['one that is for elsewhere, if it is chosen', ['Network'], ['Network'], ['Network']],
])('orders %s', (_what, chosen, elsewhere, expected) => {
  const order = deploymentOrder(ASSEMBLY, chosen.map((id) => ASSEMBLY.find((one) => one.id === id)!), ({ id }) => !elsewhere.includes(id));
  expect(order.map(({ id }) => id)).toEqual(expected);
});

test('refuses stacks that wait for each other', () => {
  const circle = [stack('One', 'Two'), stack('Two', 'One')];
  expect(() => deploymentOrder(circle, circle, () => true)).toThrow('the stacks depend on each other in a circle: One, Two');
});
