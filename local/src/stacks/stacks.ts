import { createStack } from './create-stack';
import { deleteStack } from './delete-stack';
import { planOf, type PlannedResource } from './plan';
import { Stack } from './stack';
import type { StackDirectory } from './stack-directory';
import type { StackStatus } from './stack-events';
import { StackOperation, type StackServices } from './stack-operation';
import { resolveOutputs } from './stack-outputs';
import { StackScope } from './stack-scope';
import { updateStack } from './update-stack';
import type { StackArtifact } from '../assembly/cloud-assembly';
import type { Clock } from '../clock';

/** What stacks need. */
export interface StacksOptions extends StackServices {
  readonly directory: StackDirectory;
  readonly clock: Clock;
}

/** How an operation on a stack ended. */
export interface StackResult {
  readonly stackId: string;
  readonly status: StackStatus;
  /** Why it failed; undefined when it didn't. */
  readonly reason?: string;
  readonly outputs: { readonly [name: string]: string };
  readonly resources: readonly StackResource[];
}

/** A resource of a stack. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
}

/** The states that an update may begin in. */
const UPDATABLE: readonly StackStatus[] = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

/** Plays CloudFormation: stacks in memory, in one account and Region. */
export class Stacks {
  constructor(private readonly options: StacksOptions) {}

  /**
   * Creates a stack, or updates the one of its name. A failure that CloudFormation would have too is a status and a
   * reason; what CloudFormation would refuse to begin, or can't be played, is an error.
   */
  async deploy(artifact: StackArtifact): Promise<StackResult> {
    this.requireEnvironment(artifact);
    const existing = this.options.directory.find(artifact.name);
    // as the CDK's command does it: what was never created is removed before the next try
    if (existing?.status === 'ROLLBACK_COMPLETE') await this.remove(existing);
    const stack = existing?.status === 'DELETE_COMPLETE' || !existing ? this.newStack(artifact) : existing;
    const isNew = stack !== existing;
    if (!isNew && !UPDATABLE.includes(stack.status)) throw new Error(`the stack ${stack.name} can't be updated while it is in ${stack.status}`);

    const scope = new StackScope(stack, artifact, this.options.environment);
    const plan = planOf(artifact.template, scope);
    refuseChangedTypes(stack, plan);
    if (isNew) this.options.directory.add(stack);
    stack.reason = undefined;
    await (isNew ? createStack : updateStack)(new StackOperation(stack, this.options), plan);
    if (stack.reason === undefined) stack.outputs = resolveOutputs(artifact.template, scope, (message) => this.warn(stack, message));
    return resultOf(stack);
  }

  /** Deletes a stack. */
  async destroy(stackName: string): Promise<StackResult> {
    const stack = this.options.directory.find(stackName);
    if (!stack) throw new Error(`there is no stack ${stackName}`);
    if (stack.status.endsWith('_IN_PROGRESS')) throw new Error(`the stack ${stackName} can't be deleted while it is in ${stack.status}`);
    await this.remove(stack);
    return resultOf(stack);
  }

  private async remove(stack: Stack): Promise<void> {
    stack.reason = undefined;
    await deleteStack(new StackOperation(stack, this.options));
  }

  private newStack({ name }: StackArtifact): Stack {
    const { environment: { partition, region, account }, newId, clock } = this.options;
    return new Stack(`arn:${partition}:cloudformation:${region}:${account}:stack/${name}/${newId()}`, name, clock.now());
  }

  private warn({ name }: Stack, message: string): void {
    this.options.onEvent({ kind: 'warning', stackName: name, message });
  }

  private requireEnvironment({ name, account, region }: StackArtifact): void {
    const { environment } = this.options;
    if ((account ?? environment.account) === environment.account && (region ?? environment.region) === environment.region) return;
    throw new Error(`the stack ${name} is for the account ${account ?? 'any'} and the Region ${region ?? 'any'}, `
      + `and this is ${environment.account} in ${environment.region}: start with its \`account\` and \`region\``);
  }
}

/** CloudFormation can't make another type of a resource that is there. */
function refuseChangedTypes({ resources }: Stack, plan: readonly PlannedResource[]): void {
  const changed = plan.filter(({ logicalId, type }) => (resources.get(logicalId)?.type ?? type) !== type).map(({ logicalId }) => logicalId);
  if (changed.length > 0) {
    throw new Error(`the type of a resource can't be changed in an update, got other types for: ${changed.join(', ')}; rename it in the template`);
  }
}

function resultOf({ id, status, reason, outputs, resources }: Stack): StackResult {
  return {
    stackId: id,
    status,
    reason,
    outputs,
    resources: [...resources.values()].map(({ logicalId, type, physicalId }) => ({ logicalId, type, physicalId })),
  };
}
