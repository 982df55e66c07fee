import type { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { NagSuppressions } from 'cdk-nag';
import { ACCEPTED, regexOf, type AcceptedFinding } from './accepted-findings';
import { addJobsOf, operationNames } from './every-job';
import { addExample, exampleNames } from './example-apps';
import { addEncryptedHandlerInVpc } from './handler-in-vpc';
import { audit, type Finding, type Maker } from './nag';
import { acknowledgeAsReadme, acknowledgedIn } from './readme-acknowledgements';
import { BatchJob } from '../../src';
import { newJob, newStack } from '../fixture';

function suppressionsOf(made: Maker): object[] {
  return ACCEPTED.filter(({ maker }) => maker === made).map(({ rule, about, reason }: AcceptedFinding) => ({
    id: rule,
    ...(about === undefined ? {} : { appliesTo: [regexOf(about) === undefined ? about : { regex: about }] }),
    reason,
  }));
}

/** What is found in what this library makes, once its user has done as the README says. */
function leftOf(add: (app: App) => Stack): Finding[] {
  const findings = audit((app) => {
    const stack = add(app);
    stack.node.findAll().filter((construct) => construct instanceof BatchJob).forEach((job) => acknowledgeAsReadme(stack, job, NagSuppressions));
    return stack;
  });
  return findings.filter(({ maker }) => maker !== undefined);
}

test('the README acknowledges all that is accepted, with the same reasons, and nothing more', () => {
  const stack = newStack();
  expect(acknowledgedIn(stack, newJob(stack))).toEqual({ handler: suppressionsOf('handler'), job: suppressionsOf('job') });
});

test.each(exampleNames)('the README\'s acknowledgements do for the example %s', (name) => {
  expect(leftOf((app) => addExample(app, name))).toEqual([]);
});

test.each(operationNames)('the README\'s acknowledgements do for jobs of %s', (operation) => {
  expect(leftOf((app) => addJobsOf(app, operation))).toEqual([]);
});

test('the README\'s acknowledgements do for a handler in a VPC, with an encrypted log', () => {
  expect(leftOf(addEncryptedHandlerInVpc)).toEqual([]);
});

test.each([
  ['any action', { actions: ['s3:*'], resources: ['arn:aws:s3:::objects'] }, 'Action::s3:*'],
  ['any resource', { actions: ['s3:GetObject'], resources: ['*'] }, 'Resource::*'],
  ['the objects of any bucket', { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::*/*'] }, 'Resource::arn:aws:s3:::*/*'],
])('what is added to a job\'s role by others is still found: %s', (_, statement, about) => {
  const left = leftOf((app) => {
    const stack = addJobsOf(app, 'S3PutObjectTagging');
    const [job] = stack.node.findAll().filter((construct) => construct instanceof BatchJob);
    job.role.addToPrincipalPolicy(new PolicyStatement(statement));
    return stack;
  });
  expect(left).toEqual([expect.objectContaining({ rule: 'AwsSolutions-IAM5', about })]);
});
