import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib';

/** The bytes of the list that a stack's deployment publishes for its only job, as the assembly has them. */
export function publishedRows(stack: Stack): Buffer {
  const { directory } = (stack.node.root as App).synth();
  const { files } = JSON.parse(readFileSync(join(directory, `${stack.artifactId}.assets.json`), 'utf8'));
  const paths = Object.values<{ source: { path: string } }>(files).map(({ source }) => source.path).filter((path) => path.endsWith('.csv'));
  expect(paths).toHaveLength(1);
  return readFileSync(resolve(directory, paths[0]));
}
