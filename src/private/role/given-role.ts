import { Aspects, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { BATCH_OPERATIONS } from './job-role';
import { resolvedEarly } from '../bucket/bucket-encryption';
import { show } from '../checks';
import { areKnownToDiffer } from '../places';
import { addWarnings, rolePathUnknown, roleNotTrusting, type Warning } from '../warnings';

/** Unless a role is absent, or may be of the account that the job is in: S3 takes no role of another. */
export function givenRoleProblems(role: unknown, job: IConstruct): string[] {
  if (role === undefined) {
    return [];
  }
  const { roleArn, env } = (role ?? {}) as Partial<iam.IRole>;
  if (roleArn === undefined) {
    return [`\`role\` must be a role; use Role.fromRoleArn for one that exists already, got: ${show(role)}`];
  }
  const { account } = Stack.of(job);
  const owner = env?.account ?? account;
  return !isLookedUpLater(roleArn) && areKnownToDiffer(owner, account)
    ? [`\`role\` must be of the account that the job is in, ${account}, for S3 takes no role of another, got: a role of ${owner}`]
    : [];
}

/** What `Role.fromLookup` gives until the CDK CLI has looked: a role of an account that nobody asked for. */
function isLookedUpLater(roleArn: string): boolean {
  return roleArn.endsWith(':role/DUMMY_ARN');
}

/** Warns of a role whose name the CDK can't tell from its path, if it will have to. */
export function rolePathWarnings(role: iam.IRole): Warning[] {
  const isImported = role.node.defaultChild === undefined;
  return isImported && Token.isUnresolved(role.roleArn) && isOneToken(role.roleArn) ? [rolePathUnknown(role.node.path)] : [];
}

/** An ARN that the CDK puts together itself has a path that it knows. */
function isOneToken(arn: string): boolean {
  return /^\$\{Token\[[^\]]*\]\}$/.test(arn);
}

/** Roles that may be seen to let S3 assume them, which is only ever added to: many jobs may share one. */
const trusting = new WeakSet<iam.IRole>();

/** Warns of a role of the app that is seen not to let S3 assume it: at the end, because whom it trusts may be added after the job. */
export function warnOfTrust(job: IConstruct, role: iam.IRole): void {
  if (trusting.has(role) || trustsMore(role)) {
    trusting.add(role);
    return;
  }
  Aspects.of(job).add({
    visit: (visited) => {
      // of the job's resource: at this time the CDK looks for what was acknowledged around a construct, not for it itself
      if (visited === job.node.defaultChild && trustsOthersAlone(role)) {
        addWarnings(visited, [roleNotTrusting(role.node.path, BATCH_OPERATIONS)]);
      }
    },
  });
}

function trustsOthersAlone(role: iam.IRole): boolean {
  return trustOf(role)?.every((statement) => namesOthersAlone(statement)) ?? false;
}

function trustsMore(role: iam.IRole): boolean {
  return trustOf(role)?.some((statement) => !namesOthersAlone(statement)) ?? false;
}

/** The statements by which a role of the app is assumed, as far as they can be seen. */
function trustOf(role: iam.IRole): readonly TrustStatement[] | undefined {
  const resource = role.node.defaultChild;
  const policy = resource instanceof iam.CfnRole ? resolvedEarly(resource, resource.assumeRolePolicyDocument) : undefined;
  const statements = (policy as { readonly Statement?: unknown } | undefined)?.Statement;
  return Array.isArray(statements) ? statements : undefined;
}

interface TrustStatement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
}

/** Whether a statement is seen to let nobody in but others: each is spelled out, and none is S3 Batch Operations. */
function namesOthersAlone({ Effect: effect, Principal: principal }: TrustStatement): boolean {
  if (effect === 'Deny') {
    return true;
  }
  if (typeof principal !== 'object' || principal === null) {
    return false;
  }
  const { Service: services = [], AWS: accounts = [] } = principal as { readonly Service?: unknown; readonly AWS?: unknown };
  return [services].flat().every((service) => typeof service === 'string' && service !== BATCH_OPERATIONS) && ![accounts].flat().includes('*');
}
