import { createStack } from './create-stack';
import { deleteStack } from './delete-stack';
import { prepareStack } from './prepared-stack';
import { type ResourceContext, ResourceFailure } from './resource-provider';
import { Stack } from './stack';
import type { StackDefinition } from './stack-definition';
import { brokenLink } from './stack-links';
import { StackOperation } from './stack-operation';
import type { OperationServices } from './stack-services';
import { StackUpdate } from './update-stack';

/** The longest name of a stack. CloudFormation API reference, CreateStack. */
const MAX_NAME = 128;

/** The stacks within those that an operation is about. */
export class NestedStacks {
  private readonly services: OperationServices;
  /** The updates that haven't ended, by stack. */
  private readonly updates = new Map<Stack, StackUpdate>();

  constructor(services: Omit<OperationServices, 'nestedStacks'>) {
    this.services = { ...services, nestedStacks: this };
  }

  /** Creates a stack. One that fails is rolled back by itself, and is there to be deleted. */
  async create(definition: StackDefinition, context: ResourceContext): Promise<Stack> {
    const { directory, clock } = this.services;
    const name = context.newName(MAX_NAME);
    const stack = new Stack(stackId(name, this.services), name, clock.now(), `${context.place}/${context.logicalId}`);
    const prepared = prepareStack(stack, definition, this.services);
    directory.add(stack);
    await createStack(prepared, context.cancelled);
    if (stack.reason !== undefined) throw new ResourceFailure(`Embedded stack ${stack.id} was not successfully created: ${stack.reason}`, stack.id);
    return stack;
  }

  /** Updates a stack, all but for its clean-up: it is still to be seen whether that of an update or that of a rollback is due. */
  async update(id: string, definition: StackDefinition, cancelled: AbortSignal): Promise<Stack> {
    const stack = this.known(id);
    stack.reason = undefined;
    const update = new StackUpdate(prepareStack(stack, definition, this.services));
    this.updates.set(stack, update);
    const failure = await update.apply(cancelled);
    if (failure) throw new Error(`Embedded stack ${id} was not successfully updated: ${failure.message}`);
    return stack;
  }

  /** Takes an update back, whether it has succeeded or failed; one that never began needs nothing. */
  async rollBack(id: string): Promise<Stack> {
    const stack = this.known(id);
    await this.updates.get(stack)?.rollBack();
    if (stack.status === 'UPDATE_ROLLBACK_FAILED') throw new Error(`Embedded stack ${id} was not successfully rolled back: ${stack.reason}`);
    return stack;
  }

  /** Ends an update, or its rollback. */
  async cleanUp(id: string): Promise<void> {
    const stack = this.known(id);
    await this.updates.get(stack)?.cleanUp();
    this.updates.delete(stack);
  }

  async delete(id: string): Promise<void> {
    const stack = this.known(id);
    if (stack.status === 'DELETE_COMPLETE') return;
    const problem = brokenLink(stack, { exports: {} }, this.services.directory);
    if (problem !== undefined) throw new Error(problem);
    stack.reason = undefined;
    await deleteStack(new StackOperation(stack, this.services));
    if (stack.reason !== undefined) throw new Error(`Embedded stack ${id} was not successfully deleted: ${String(stack.reason)}`);
  }

  private known(id: string): Stack {
    const stack = this.services.directory.find(id);
    if (!stack) throw new Error(`there is no stack ${id}`);
    return stack;
  }
}

/** An id for a stack, as CloudFormation makes them up. */
export function stackId(name: string, { environment: { partition, region, account }, newId }: Pick<OperationServices, 'environment' | 'newId'>): string {
  return `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/${newId()}`;
}
