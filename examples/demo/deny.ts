import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Statement {
  Action: string | string[];
}

interface Resource {
  Type: string;
  Properties?: {
    AssumeRolePolicyDocument?: unknown;
    PolicyDocument?: { Statement: Statement[] };
    Roles?: { Ref?: string }[];
  };
}

/**
 * Takes an action out of the policies of a synthesized stack's job role, to see what the job does without it.
 * @throws when no statement allows it
 */
export function denyToJobs(assembly: string, stackName: string, action: string): void {
  const file = join(assembly, `${stackName}.template.json`);
  const template: { Resources: { [logicalId: string]: Resource } } = JSON.parse(readFileSync(file, 'utf8'));
  const resources = Object.values(template.Resources);
  const statements = resources.filter((resource) => isJobPolicy(resource, template.Resources))
    .flatMap((policy) => policy.Properties!.PolicyDocument!.Statement);
  const allowed = statements.flatMap(actionsOf);
  if (!allowed.includes(action)) {
    throw new Error(`--deny must name an action that the job's role is allowed, one of ${allowed.join(', ')}, got: ${action}`);
  }
  for (const statement of statements) {
    statement.Action = actionsOf(statement).filter((other) => other !== action);
  }
  for (const { Properties } of resources) {
    const document = Properties?.PolicyDocument;
    if (document !== undefined) {
      document.Statement = document.Statement.filter((statement) => actionsOf(statement).length > 0);
    }
  }
  writeFileSync(file, JSON.stringify(template, undefined, 1));
}

function isJobPolicy({ Type, Properties }: Resource, resources: { [logicalId: string]: Resource }): boolean {
  const trust = (logicalId = '') => JSON.stringify(resources[logicalId]?.Properties?.AssumeRolePolicyDocument ?? '');
  return Type === 'AWS::IAM::Policy' && (Properties?.Roles ?? []).some(({ Ref }) => trust(Ref).includes('batchoperations.s3.amazonaws.com'));
}

function actionsOf({ Action }: Statement): string[] {
  return typeof Action === 'string' ? [Action] : Action;
}
