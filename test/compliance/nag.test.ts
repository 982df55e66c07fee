import type { App } from 'aws-cdk-lib';
import { ACCEPTED, ACCEPTED_OF_EXAMPLES, isAccepted } from './accepted-findings';
import { addJobsOf, operationNames } from './every-job';
import { addExample, exampleNames } from './example-apps';
import { addEncryptedHandlerInVpc } from './handler-in-vpc';
import { audit, type Finding } from './nag';

const accepted = new Set<object>();

function acceptedBy(finding: Finding): object | undefined {
  const path = finding.path.slice(finding.path.indexOf('/') + 1);
  return finding.maker === undefined
    ? ACCEPTED_OF_EXAMPLES.find((entry) => entry.rule === finding.rule && entry.path.test(path))
    : ACCEPTED.find((entry) => isAccepted(entry, finding));
}

/** What of the findings isn't accepted; what is, is noted. */
function objections(findings: Finding[]): string[] {
  findings.map(acceptedBy).filter((entry) => entry !== undefined).forEach((entry) => accepted.add(entry));
  return findings.filter((finding) => acceptedBy(finding) === undefined).map(({ rule, about, path }) => `${rule}[${about}] ${path}`);
}

/** Findings about what this library makes: the buckets, keys and functions around it are as small as they can be. */
function auditMade(add: Parameters<typeof audit>[0]): Finding[] {
  return audit(add).filter(({ maker }) => maker !== undefined);
}

test.each(exampleNames)('AwsSolutions has nothing against the example %s but what is accepted', (name) => {
  expect(objections(audit((app: App) => addExample(app, name)))).toEqual([]);
});

test.each(operationNames)('AwsSolutions has nothing against jobs of %s, by every kind of manifest, but what is accepted', (operation) => {
  expect(objections(auditMade((app) => addJobsOf(app, operation)))).toEqual([]);
});

test('AwsSolutions has nothing against a handler in a VPC, with an encrypted log, but what is accepted', () => {
  expect(objections(auditMade(addEncryptedHandlerInVpc))).toEqual([]);
});

test('nothing is accepted that isn\'t found any more', () => {
  const expected = [...ACCEPTED.filter(({ occurs }) => occurs !== false), ...ACCEPTED_OF_EXAMPLES];
  expect(expected.filter((entry) => !accepted.has(entry))).toEqual([]);
});
