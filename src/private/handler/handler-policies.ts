import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, type IDependable } from 'constructs';
import { HANDLER_INLINE_LENGTH, IAM_POLICIES } from '../limits';
import { isPrecreated } from '../role/job-role';
import { MOST, policyLength } from '../role/policy-length';

/** Beside the handler, not in it: every job depends on all that is in it. */
const ID = 'S3BatchJobHandlerPolicies';

/** `{"Version":"2012-10-17","Statement":[]}`. */
const EMPTY_LENGTH = 40;

/** A policy that statements are put into until it is full. */
interface OpenPolicy {
  readonly policy: iam.Policy | iam.ManagedPolicy;
  length: number;
}

/**
 * What the handler may do for the sake of single jobs. A job depends on the policies that hold its own statements, and
 * statements share a policy only if they name the same resources of the stack: so no job waits for another's bucket or
 * role, which would be a circle as soon as that waits for the job. Only where the role has no room for as many inline
 * policies as that takes do the rest share managed ones.
 */
class HandlerPolicies extends Construct {
  /** Those of the stack that `scope` is in, whose handler runs as `role`. */
  public static of(scope: Construct, role: iam.IRole): HandlerPolicies {
    const stack = Stack.of(scope);
    return stack.node.tryFindChild(ID) as HandlerPolicies | undefined ?? new HandlerPolicies(stack, role);
  }

  /** By the statement's text. */
  private readonly placed = new Map<string, OpenPolicy['policy']>();
  /** By what their statements name. */
  private readonly inline = new Map<string, OpenPolicy>();
  private readonly managed: OpenPolicy[] = [];
  private room = HANDLER_INLINE_LENGTH;

  private constructor(private readonly stack: Stack, private readonly role: iam.IRole) {
    super(stack, ID);
  }

  /**
   * Allows the handler something, unless it may do just that already.
   * @returns the policy that says so
   */
  public add(statement: iam.PolicyStatement): OpenPolicy['policy'] {
    const resolved: unknown = this.stack.resolve(statement.toStatementJson());
    const text = JSON.stringify(resolved);
    const policy = this.placed.get(text) ?? this.place(statement, resolved);
    this.placed.set(text, policy);
    return policy;
  }

  private place(statement: iam.PolicyStatement, resolved: unknown): OpenPolicy['policy'] {
    const length = policyLength(resolved, MOST) + ','.length;
    const { policy } = this.placeInline(resourcesIn(resolved).join(''), length) ?? this.placeManaged(length);
    policy.addStatements(statement);
    return policy;
  }

  private placeInline(names: string, length: number): OpenPolicy | undefined {
    const open = this.inline.get(names);
    const taken = length + (open === undefined ? EMPTY_LENGTH : 0);
    if (taken > this.room) {
      return undefined;
    }
    this.room -= taken;
    const chosen = open ?? { policy: new iam.Policy(this, names || 'Imported', { roles: [this.role] }), length: 0 };
    this.inline.set(names, chosen);
    return chosen;
  }

  private placeManaged(length: number): OpenPolicy {
    const open = this.managed.find((candidate) => candidate.length + length <= IAM_POLICIES.managedLength);
    const chosen = open ?? { policy: this.newManaged(), length: EMPTY_LENGTH };
    chosen.length += length;
    if (open === undefined) {
      this.managed.push(chosen);
    }
    return chosen;
  }

  private newManaged(): iam.ManagedPolicy {
    return new iam.ManagedPolicy(this, `Overflow${this.managed.length + 1}`, {
      description: `Part of the policies of ${this.role.node.path}`,
      roles: [this.role],
    });
  }
}

/** The handler, as one that is granted things for the sake of one job. */
export class HandlerGrantee implements iam.IPrincipal {
  public readonly grantPrincipal = this;
  public readonly assumeRoleAction: string;
  public readonly policyFragment: iam.PrincipalPolicyFragment;
  public readonly principalAccount?: string;

  /** All that were added to. A grant names none of them where it is the bucket's policy too that has to allow it. */
  public readonly policies: IDependable[] = [];

  constructor(private readonly job: Construct, private readonly role: iam.IRole) {
    this.assumeRoleAction = role.assumeRoleAction;
    this.policyFragment = role.policyFragment;
    this.principalAccount = role.principalAccount;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    if (isPrecreated(this.role)) {
      return this.role.addToPrincipalPolicy(statement);
    }
    const policyDependable = HandlerPolicies.of(this.job, this.role).add(statement);
    this.policies.push(policyDependable);
    return { statementAdded: true, policyDependable };
  }
}

/** Logical ids of what a part of a template refers to, sorted. */
function resourcesIn(resolved: unknown): string[] {
  const ids = new Set<string>();
  JSON.stringify(resolved, (name, value) => {
    const id: unknown = name === 'Fn::GetAtt' ? value[0] : name === 'Ref' ? value : undefined;
    if (typeof id === 'string' && !id.startsWith('AWS::')) {
      ids.add(id);
    }
    return value;
  });
  return [...ids].sort();
}
