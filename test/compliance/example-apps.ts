import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, type App, type StackProps } from 'aws-cdk-lib';

// the examples import the library by its name, as a user's app does
jest.mock('cdk-s3-batch-operations', () => jest.requireActual('../../src'), { virtual: true });

type ExampleStack = new (app: App, id: string, props?: StackProps) => Stack;

const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** What the demo asks for besides; the other examples have nothing to say. */
const PROPS: { readonly [name: string]: object } = {
  demo: { tags: { reviewed: 'yes' }, confirmationRequired: false },
};

/** The example apps, by the names of their folders. */
export const exampleNames = readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** The stack of an example, in `app` instead of the example's own. */
export function addExample(app: App, name: string): Stack {
  const exported: unknown[] = Object.values(jest.requireActual(join(EXAMPLES, name, 'app.ts')));
  const [ExampleStack] = exported.filter((value): value is ExampleStack => typeof value === 'function' && value.prototype instanceof Stack);
  return new ExampleStack(app, name, PROPS[name]);
}
