import type { StackArtifact } from '../../../local/src/assembly/cloud-assembly';
import { declaredResources, resourceNamed } from '../../../local/src/assembly/declared-resource';

const bucket = (path?: string) => ({ Type: 'AWS::S3::Bucket', ...(path !== undefined && { Metadata: { 'aws:cdk:path': path } }) });

const stack = (id: string, displayName: string, name: string, Resources: StackArtifact['template']['Resources']): StackArtifact =>
  ({ id, displayName, name, dependencies: [], template: { Resources }, parameters: {}, assets: [] });

const RESOURCES = [
  stack('Demo', 'Demo', 'Demo', { Files1234: bucket('Demo/Files/Resource'), Raw: bucket('Demo/Raw'), Logs1: bucket('Demo/Logs/Default') }),
  stack('assembly-Prod/ProdDemo', 'Prod/Demo', 'Prod-Demo', { Files1234: bucket('Prod/Demo/Files/Resource'), Plain: bucket() }),
].flatMap(declaredResources);

test.each([
  ['Demo/Files', 'Demo/Files'],
  ['Demo/Files/Resource', 'Demo/Files'],
  ['Demo/Logs', 'Demo/Logs'],
  ['Demo/Raw', 'Demo/Raw'],
  ['Demo/Files1234', 'Demo/Files'],
  ['Raw', 'Demo/Raw'],
  ['Prod/Demo/Plain', 'Prod/Demo/Plain'],
  ['Prod-Demo/Plain', 'Prod/Demo/Plain'],
  ['assembly-Prod/ProdDemo/Files1234', 'Prod/Demo/Files'],
])('finds by %s the bucket %s', (name, path) => {
  expect(resourceNamed(RESOURCES, name, 'bucket')).toMatchObject({ path });
});

test('refuses a name of none, and says which there are', () => {
  expect(() => resourceNamed(RESOURCES, 'Demo/Flies', 'bucket')).toThrow('the stacks that are deployed have no bucket Demo/Flies; they have: Demo/Files, Demo/Raw, Demo/Logs, Prod/Demo/Files, Prod/Demo/Plain');
  expect(() => resourceNamed([], 'Demo/Flies', 'bucket')).toThrow('the stacks that are deployed have no bucket Demo/Flies; they have: none');
});

test('refuses a name of several, and says which', () => {
  expect(() => resourceNamed(RESOURCES, 'Files1234', 'bucket')).toThrow('the stacks that are deployed have several buckets Files1234; name one by its path: Demo/Files, Prod/Demo/Files');
});
