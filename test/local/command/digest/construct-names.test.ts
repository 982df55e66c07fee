import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { ConstructNames } from '../../../../local/src/command/digest/construct-names';
import { physicalName } from '../../../../local/src/stacks/physical-name';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter } from '../../../../src';

let folder: string;
const functions: { [place: string]: LambdaFunction } = {};
let names: ConstructNames;

function functionOf(scope: Construct, role?: Role): LambdaFunction {
  return new LambdaFunction(scope, 'Hash', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('x'), role });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'names-'));
  const app = new App({ outdir: folder, context: { 'aws:cdk:enable-path-metadata': true } });
  const demo = new Stack(app, 'Demo');
  functions.outer = functionOf(demo);
  new BatchJob(demo, 'Untag', {
    operation: BatchOperation.deleteObjectTagging(),
    manifest: JobManifest.generate(Bucket.fromBucketName(demo, 'Files', 'files'), { filter: ManifestFilter.allObjects() }),
    report: CompletionReport.disabled(),
  });
  functions.nested = functionOf(new NestedStack(demo, 'Inner'));
  const other = new Stack(app, 'Demo-Other');
  functions.other = functionOf(other);
  functions.named = functionOf(new Stack(app, 'Named'), new Role(app.node.findChild('Named'), 'Given', { roleName: 'hasher', assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
  app.synth();
  names = new ConstructNames([folder, folder]);
});
afterAll(() => rmSync(folder, { recursive: true }));

const logicalId = (construct: Construct) => Stack.of(construct).getLogicalId(construct.node.defaultChild as never);
const roleOf = (place: string, stackName: string) => physicalName(stackName, logicalId(functions[place].role!), randomUUID(), 64);
const nestedName = () => {
  const stack = Stack.of(functions.nested);
  return physicalName('Demo', Stack.of(stack.nestedStackParent!).getLogicalId(stack.nestedStackResource as never), randomUUID(), 128);
};

test('a function is told by its role\'s name, which was made up', () => {
  expect(names.functionsOf(roleOf('outer', 'Demo'))).toEqual(['Demo/Hash']);
  expect(names.functionsOf(roleOf('other', 'Demo-Other'))).toEqual(['Demo-Other/Hash']);
});

test('a function of a nested stack is told by it too', () => {
  expect(names.functionsOf(roleOf('nested', nestedName()))).toEqual(['Demo/Inner/Hash']);
});

test('a function is told by the name that its role was given', () => {
  expect(names.functionsOf('hasher')).toEqual(['Named/Hash']);
});

test.each(['Demo', 'somebody-else', ''])('there is no function of the role %s', (role) => {
  expect(names.functionsOf(role)).toEqual([]);
});

test('the handler is the function that makes the jobs', () => {
  const handler = functions.outer.stack.node.findAll().find((construct) => construct.node.path.endsWith('S3BatchJobHandler/Role'))!;
  expect(names.isHandler(physicalName('Demo', logicalId(handler as Role), randomUUID(), 64))).toBe(true);
  expect(names.isHandler(roleOf('outer', 'Demo'))).toBe(false);
});

test('a resource is told by its stack and its logical id', () => {
  expect(names.pathOf('Demo', logicalId(functions.outer))).toBe('Demo/Hash');
  expect(names.pathOf(nestedName(), logicalId(functions.nested))).toBe('Demo/Inner/Hash');
  expect(names.pathOf('Demo-Other', logicalId(functions.other))).toBe('Demo-Other/Hash');
  expect(names.pathOf('Elsewhere', logicalId(functions.outer))).toBeUndefined();
});
