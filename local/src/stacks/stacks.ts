import { createStack } from './create-stack';
import { deleteStack } from './delete-stack';
import { NestedStacks, stackId } from './nested-stacks';
import { prepareStack } from './prepared-stack';
import { Stack } from './stack';
import type { StackDefinition } from './stack-definition';
import type { StackStatus } from './stack-events';
import { brokenLink } from './stack-links';
import { StackOperation } from './stack-operation';
import type { DeploymentExtras, OperationServices, StackServices } from './stack-services';
import { updateStack } from './update-stack';
import type { StackArtifact } from '../assembly/cloud-assembly';
import { GivenValues } from '../assembly/given-values';

/** What a stack of an assembly is deployed from. */
export type DeployableStack = Pick<StackArtifact, 'name' | 'account' | 'region' | 'template' | 'parameters' | 'assets'>;

/** How an operation on a stack ended. */
export interface StackResult {
  readonly stackName: string;
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
  constructor(private readonly services: StackServices) {}

  /**
   * Creates a stack, or updates the one of its name. A failure that CloudFormation would have too is a status and a
   * reason; what CloudFormation would refuse to begin, or can't be played, is an error.
   * @param given values for what can't be known here
   */
  async deploy(deployable: DeployableStack, given = new GivenValues(), extras: DeploymentExtras = {}): Promise<StackResult> {
    this.requireHere(deployable);
    const services = this.servicesWith(given, extras);
    const existing = services.directory.find(deployable.name);
    // as the CDK's command does it: what was never created is removed before the next try
    if (existing?.status === 'ROLLBACK_COMPLETE') await remove(existing, services);
    const stack = existing?.status === 'DELETE_COMPLETE' || !existing ? this.newStack(deployable.name) : existing;
    const isNew = stack !== existing;
    if (!isNew && !UPDATABLE.includes(stack.status)) throw new Error(`the stack ${stack.name} can't be updated while it is in ${stack.status}`);

    const prepared = prepareStack(stack, definitionOf(deployable), services);
    if (isNew) services.directory.add(stack);
    stack.reason = undefined;
    await (isNew ? createStack(prepared) : updateStack(prepared));
    return resultOf(stack);
  }

  /** Deletes a stack. One whose exports are in use stays as it is, with a reason. */
  async destroy(stackName: string): Promise<StackResult> {
    const { directory, onEvent } = this.services;
    const stack = directory.find(stackName);
    if (!stack) throw new Error(`there is no stack ${stackName}`);
    if (stack.status.endsWith('_IN_PROGRESS')) throw new Error(`the stack ${stackName} can't be deleted while it is in ${stack.status}`);
    stack.reason = brokenLink(stack, { exports: {} }, directory);
    if (stack.reason === undefined) await remove(stack, this.servicesWith(new GivenValues()));
    else onEvent({ kind: 'stack', stackName, status: stack.status, reason: stack.reason });
    return resultOf(stack);
  }

  /** Whether there is a resource that the next deployment would update. */
  has(place: string, logicalId: string): boolean {
    return this.services.directory.at(place)?.resources.has(logicalId) ?? false;
  }

  /** Whether a stack is for this account and Region, or leaves both open. */
  isHere({ account, region }: Pick<DeployableStack, 'account' | 'region'>): boolean {
    const { environment } = this.services;
    return (account ?? environment.account) === environment.account && (region ?? environment.region) === environment.region;
  }

  /** Refuses a stack that is for another account or Region. */
  requireHere({ name, account, region }: Pick<DeployableStack, 'name' | 'account' | 'region'>): void {
    const { environment } = this.services;
    if (this.isHere({ account, region })) return;
    throw new Error(`the stack ${name} is for the account ${account ?? 'any'} and the Region ${region ?? 'any'}, `
      + `and this is ${environment.account} in ${environment.region}: start with its \`account\` and \`region\`, or name the stacks to deploy`);
  }

  private newStack(name: string): Stack {
    return new Stack(stackId(name, this.services), name, this.services.clock.now());
  }

  private servicesWith(given: GivenValues, extras: DeploymentExtras = {}): OperationServices {
    const services = { ...this.services, ...extras, given };
    return { ...services, nestedStacks: new NestedStacks(services) };
  }
}

async function remove(stack: Stack, services: OperationServices): Promise<void> {
  stack.reason = undefined;
  await deleteStack(new StackOperation(stack, services));
}

function definitionOf({ template, parameters, assets }: DeployableStack): StackDefinition {
  return { template, assets, parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }])) };
}

function resultOf({ id, name, status, reason, links, resources }: Stack): StackResult {
  return {
    stackName: name,
    stackId: id,
    status,
    reason,
    outputs: links.outputs,
    resources: [...resources.values()].map(({ logicalId, type, physicalId }) => ({ logicalId, type, physicalId })),
  };
}
