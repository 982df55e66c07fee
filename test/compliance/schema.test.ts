import { writeFileSync } from 'node:fs';
import type { StandardDiagnostic } from '@aws/cloudformation-validate';
import type { App, Stack } from 'aws-cdk-lib';
import { ACCEPTED_WARNINGS } from './accepted-warnings';
import { addJobsOf, operationNames } from './every-job';
import { addExample, exampleNames } from './example-apps';
import { synthesize, TemplateValidator, type TemplateResource } from './template-validation';

let validator: TemplateValidator;
const met = new Set<string>();

beforeAll(() => {
  validator = new TemplateValidator();
});

afterAll(() => validator.free());

function isAccepted({ severity, ruleId, entity }: StandardDiagnostic): boolean {
  const accepted = ACCEPTED_WARNINGS.some(({ rule, types }) => rule === ruleId && types.includes(entity?.resourceType ?? ''));
  return severity === 'WARN' && accepted;
}

function refusalsOf(add: (app: App) => Stack): string[] {
  const diagnostics = validator.diagnosticsOf(synthesize(add).file);
  diagnostics.filter(isAccepted).forEach(({ ruleId, entity }) => met.add(`${ruleId} ${entity?.resourceType}`));
  return refusals(diagnostics);
}

function refusals(diagnostics: StandardDiagnostic[]): string[] {
  return diagnostics.filter((diagnostic) => !isAccepted(diagnostic))
    .map(({ severity, ruleId, message, entity, propertyPath }) => `${severity} ${ruleId} ${entity?.logicalId} ${propertyPath}: ${message}`);
}

test.each(exampleNames)('the example %s has the template that CloudFormation asks for', (name) => {
  expect(refusalsOf((app) => addExample(app, name))).toEqual([]);
});

test.each(operationNames)('jobs of %s by every kind of manifest have the template that CloudFormation asks for', (operation) => {
  expect(refusalsOf((app) => addJobsOf(app, operation))).toEqual([]);
});

test('no warning is accepted that isn\'t given any more', () => {
  expect([...met].sort()).toEqual(ACCEPTED_WARNINGS.flatMap(({ rule, types }) => types.map((type) => `${rule} ${type}`)).sort());
});

test.each<[string, string, (properties: TemplateResource['Properties']) => void, string]>([
  ['a property that there isn\'t', 'AWS::Lambda::Function', (properties) => Object.assign(properties, { MemorySizes: 1 }), 'MemorySizes'],
  ['a value of another type', 'AWS::Lambda::Function', (properties) => Object.assign(properties, { Timeout: 'long' }), 'Timeout'],
  ['a value that isn\'t among those there are', 'AWS::Logs::LogGroup', (properties) => Object.assign(properties, { RetentionInDays: 31 }), 'RetentionInDays'],
  ['a property that is missing', 'AWS::IAM::Role', (properties) => delete properties.AssumeRolePolicyDocument, 'AssumeRolePolicyDocument'],
  ['a resource that there isn\'t', 'Custom::S3BatchJob', (properties) => Object.assign(properties, { Request: { Ref: 'Nobody' } }), 'Nobody'],
])('finds %s, and nothing else', (_, type, spoil, named) => {
  const { file, template } = synthesize((app) => addJobsOf(app, 'S3PutObjectTagging'));
  const [id, { Properties }] = Object.entries(template.Resources).find(([, { Type }]) => Type === type)!;
  spoil(Properties);
  writeFileSync(file, JSON.stringify(template));

  expect(refusals(validator.diagnosticsOf(file))).toEqual([
    expect.stringMatching(new RegExp(`^(WARN|ERROR|FATAL) \\w+ ${id} .*\\b${named}\\b`)),
  ]);
});
