import type { DeployedFunction } from '../../../local/src/stacks/function-directory';
import { FunctionEndpoints } from '../../../local/src/stacks/function-endpoints';

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:snake';
const SNAKE: DeployedFunction = {
  name: 'snake', arn: ARN, logicalId: 'Snake0A1B', paths: ['Prod/Files/Snake', 'Prod-Files/Snake0A1B'],
  runnable: { problem: 'its runtime is python3.12' }, timeoutSeconds: { value: 3 }, roleArn: { value: 'role' },
};
const at = (port: number) => `http://127.0.0.1:${port}`;
const askedAt = (port: number) => ({ url: `${at(port)}/2015-03-31/functions/Snake0A1B/invocations`, isOneAtATime: false });

test.each([ARN, 'snake', 'Prod/Files/Snake', 'Prod/Files/Snake/Resource', 'Prod-Files/Snake0A1B', 'Snake0A1B'])(
  'a function that is named as %s runs there, even if it could run here', (name) => {
    const endpoints = new FunctionEndpoints({ [name]: at(1) });
    expect([true, false].map((canRunHere) => endpoints.find(SNAKE, canRunHere))).toEqual([askedAt(1), askedAt(1)]);
    expect(endpoints.missing([SNAKE])).toEqual([]);
  });

test('a star is for functions that can\'t run here, and no others', () => {
  const endpoints = new FunctionEndpoints({ '*': at(1) });
  expect([true, false].map((canRunHere) => endpoints.find(SNAKE, canRunHere))).toEqual([undefined, askedAt(1)]);
});

test('of several that name a function, the most exact counts', () => {
  const given = { '*': at(1), 'Snake0A1B': at(2), 'Prod-Files/Snake0A1B': at(3), 'Prod/Files/Snake': at(4), 'snake': at(5), [ARN]: at(6) };
  const found = Object.keys(given).map((_name, count) => new FunctionEndpoints(Object.fromEntries(Object.entries(given).slice(0, count + 1))));
  expect(found.map((endpoints) => endpoints.find(SNAKE, false))).toEqual([1, 2, 3, 4, 5, 6].map(askedAt));
});

test.each(['Snake', `${ARN}:live`, 'Files/Snake', 'SNAKE', 'toString', '__proto__'])('%s names another', (name) => {
  const endpoints = new FunctionEndpoints(Object.fromEntries([[name, at(1)]]));
  expect(endpoints.find(SNAKE, false)).toBeUndefined();
  expect(endpoints.missing([SNAKE])).toEqual([name]);
});

test('none is named where nothing is given, and a star isn\'t missed', () => {
  expect(new FunctionEndpoints().find(SNAKE, false)).toBeUndefined();
  expect([new FunctionEndpoints(), new FunctionEndpoints({}), new FunctionEndpoints({ '*': at(1) })].map(({ isEmpty }) => isEmpty)).toEqual([true, true, false]);
  expect(new FunctionEndpoints({ '*': at(1) }).missing([])).toEqual([]);
});

test('refuses a URL that isn\'t this machine\'s, and says for which function', () => {
  expect(() => new FunctionEndpoints({ snake: 'https://lambda.us-east-1.amazonaws.com' }))
    .toThrow('`lambdaEndpoints` can\'t have \'https://lambda.us-east-1.amazonaws.com\' for snake: its host must be 127.0.0.1');
});
