import { CfnResource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import { HANDLER_INLINE_LENGTH, IAM_POLICIES } from '../limits';
import { refuse } from '../problems';
import { referencesIn } from '../references';
import { MOST, policyLength } from '../role/policy-length';
import { awaitedBy } from '../waits';

/** Beside the handler, not in it: every job depends on all that is in it. */
const ID = 'S3BatchJobHandlerPolicies';

/** `{"Version":"2012-10-17","Statement":[]}`. */
const EMPTY_LENGTH = 40;

/** A policy that statements are put into until it is full. */
interface OpenPolicy {
  readonly policy: iam.Policy | iam.ManagedPolicy;
  length: number;
  /** Those that wait for it. */
  readonly jobs: Set<IConstruct>;
}

/** A statement on its way into a policy. */
interface NewStatement {
  readonly statement: iam.PolicyStatement;
  readonly length: number;
  /** Resources of the stack that it names. */
  readonly named: readonly CfnResource[];
}

/**
 * What the handler may do for the sake of single jobs. A job depends on the policies that hold its own statements, and
 * statements share a policy only if they name the same resources of the stack: so no job waits for another's bucket or
 * role, which would be a circle as soon as that waits for the job. Only where the role has no room for as many inline
 * policies as that takes do the rest share managed ones, with none that is seen to wait for a job of theirs.
 */
export class HandlerPolicies extends Construct {
  /** Those of the stack that `scope` is in, whose handler runs as `role`. */
  public static of(scope: Construct, role: iam.IRole): HandlerPolicies {
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild(ID);
    refuse(scope, existing === undefined || typeof (existing as Partial<HandlerPolicies>).add === 'function' ? [] : [
      `the stack must have no construct of its own by the id ${ID}, which is for the policies of the jobs' handler; give ${existing.node.path} another id`,
    ]);
    return existing as HandlerPolicies | undefined ?? new HandlerPolicies(stack, role);
  }

  /** By the statement as it was asked for: many jobs ask for the same, and to resolve it takes long. */
  private readonly asked = new Map<string, OpenPolicy>();
  /** By the statement's text and what it refers to. */
  private readonly placed = new Map<string, OpenPolicy>();
  /** By what their statements name. */
  private readonly inline = new Map<string, OpenPolicy>();
  private readonly managed: OpenPolicy[] = [];
  private room = HANDLER_INLINE_LENGTH;

  private constructor(private readonly stack: Stack, private readonly role: iam.IRole) {
    super(stack, ID);
  }

  /**
   * Allows the handler something for the sake of a job, unless it may do just that already.
   * @returns the policy that says so
   */
  public add(statement: iam.PolicyStatement, job: IConstruct): OpenPolicy['policy'] {
    const json: unknown = statement.toStatementJson();
    // each reference in it is text, which no other reference is
    const text = JSON.stringify(json);
    const open = this.asked.get(text) ?? this.placeOnce(statement, json);
    this.asked.set(text, open);
    open.jobs.add(job);
    return open.policy;
  }

  private placeOnce(statement: iam.PolicyStatement, json: unknown): OpenPolicy {
    const resolved: unknown = this.stack.resolve(json);
    const references = referencesIn(json, this);
    // the text alone doesn't tell a resource from one of another stack that has its logical id
    const key = JSON.stringify([resolved, references.map(({ node }) => node.addr)]);
    const named = references.filter((reference) => CfnResource.isCfnResource(reference)).filter((resource) => Stack.of(resource) === this.stack);
    const open = this.placed.get(key) ?? this.place({ statement, named, length: policyLength(resolved, MOST) + ','.length });
    this.placed.set(key, open);
    return open;
  }

  private place(added: NewStatement): OpenPolicy {
    const open = this.placeInline(added) ?? this.placeManaged(added);
    open.length += added.length;
    open.policy.addStatements(added.statement);
    return open;
  }

  private placeInline({ named, length }: NewStatement): OpenPolicy | undefined {
    const names = named.map(({ logicalId }) => this.stack.resolve(logicalId)).sort().join('');
    const open = this.inline.get(names);
    const taken = length + (open === undefined ? EMPTY_LENGTH : 0);
    if (taken > this.room) {
      return undefined;
    }
    this.room -= taken;
    const chosen = open ?? openPolicy(new iam.Policy(this, names || 'Imported', { roles: [this.role] }));
    this.inline.set(names, chosen);
    return chosen;
  }

  private placeManaged({ named, length }: NewStatement): OpenPolicy {
    const awaited = awaitedBy(named);
    const waitsForJobOf = ({ jobs }: OpenPolicy) => [...awaited].some(({ node }) => node.scope !== undefined && jobs.has(node.scope));
    const open = this.managed.find((candidate) => candidate.length + length <= IAM_POLICIES.managedLength && !waitsForJobOf(candidate));
    const chosen = open ?? openPolicy(this.newManaged());
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

function openPolicy(policy: OpenPolicy['policy']): OpenPolicy {
  return { policy, length: EMPTY_LENGTH, jobs: new Set() };
}
