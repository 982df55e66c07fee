import { isDeepStrictEqual } from 'node:util';
import { inOrder } from './in-order';
import { physicalName } from './physical-name';
import type { PlannedResource } from './plan';
import { type PhysicalResource, type ResourceContext, ResourceFailure } from './resource-provider';
import type { LiveResource, Stack } from './stack';
import type { ResourceStatus, StackStatus } from './stack-events';
import type { OperationServices } from './stack-services';
import { BUCKET_TYPE } from '../assembly/resource-types';

/** A resource's part of an operation: it does the thing, keeps the stack's record of it and tells of it. */
export class StackOperation {
  /** Logical ids of what an update has changed, or tried to: what a rollback has to take back. */
  readonly touched = new Set<string>();

  constructor(readonly stack: Stack, private readonly services: OperationServices) {}

  moveTo(status: StackStatus, reason?: string): void {
    this.stack.status = status;
    if (reason !== undefined) this.stack.reason = reason;
    this.services.onEvent({ kind: 'stack', stackName: this.stack.name, status, reason });
  }

  async create(planned: PlannedResource, cancelled: AbortSignal): Promise<void> {
    const { provider, context } = this.about(planned, cancelled);
    let declared: unknown;
    let filled: string | undefined;
    this.tell(planned, 'CREATE_IN_PROGRESS');
    try {
      declared = provider.read(planned.properties);
      const created = await provider.create(declared, context);
      this.keep(planned, declared, created);
      if (planned.type === BUCKET_TYPE) filled = await this.services.onBucket?.(this.stack.place, planned.logicalId, created.physicalId);
    } catch (error) {
      const physicalId = error instanceof ResourceFailure ? error.physicalId : undefined;
      if (physicalId !== undefined) this.keep(planned, declared, { physicalId });
      throw this.failed(planned, 'CREATE_FAILED', error, physicalId);
    }
    const { physicalId, attributes } = this.stack.resources.get(planned.logicalId)!;
    this.tell(planned, 'CREATE_COMPLETE', physicalId, attributes ? filled : `only its name is recorded: ${planned.type} isn't played here`);
  }

  async update(planned: PlannedResource, current: LiveResource, cancelled: AbortSignal): Promise<void> {
    const { provider, context } = this.about(planned, cancelled);
    try {
      const declared = provider.read(planned.properties);
      const isChanged = !isDeepStrictEqual(declared, current.declared);
      // a handler that fails may have got anywhere, the other providers fail before they change anything
      this.keep(planned, provider.alwaysTold ? declared : current.declared, current);
      if (!isChanged && !provider.alwaysTold) return;
      if (isChanged) this.tell(planned, 'UPDATE_IN_PROGRESS', current.physicalId);
      this.touched.add(planned.logicalId);
      const updated = await provider.update(declared, current, context);
      this.keep(planned, declared, updated);
      if (isChanged) this.tell(planned, 'UPDATE_COMPLETE', updated.physicalId);
      else if (updated.physicalId === current.physicalId && !provider.phases) this.touched.delete(planned.logicalId);
    } catch (error) {
      throw this.failed(planned, 'UPDATE_FAILED', error, current.physicalId);
    }
  }

  /** Takes a resource back to what it was before this operation. */
  async updateBack(previous: LiveResource, cancelled: AbortSignal): Promise<void> {
    const current = this.stack.resources.get(previous.logicalId)!;
    const { provider, context } = this.about(previous, cancelled);
    this.tell(previous, 'UPDATE_IN_PROGRESS', current.physicalId);
    try {
      // of a replaced resource the one before is still there, but only its handler knows what a custom resource has become
      const needsUpdate = provider.alwaysTold || current.physicalId === previous.physicalId;
      const update = provider.phases?.rollBack ?? provider.update;
      const restored = needsUpdate ? await update(previous.declared, current, context) : previous;
      this.keep(previous, previous.declared, restored);
      this.tell(previous, 'UPDATE_COMPLETE', restored.physicalId);
    } catch (error) {
      throw this.failed(previous, 'UPDATE_FAILED', error, current.physicalId);
    }
  }

  /** Ends the updates of the nested stacks among these resources. */
  async cleanUpNested(logicalIds: Iterable<string>): Promise<void> {
    for (const logicalId of logicalIds) {
      const resource = this.stack.resources.get(logicalId);
      if (resource) await this.services.providerOf(resource.type).phases?.cleanUp(resource, this.services.nestedStacks);
    }
  }

  /**
   * Deletes resources, each after those that depend on it; one that fails keeps what it depends on.
   * @param related all that was there with them: what stands between two of them in the order may stay
   * @param isKept whether a resource's policy says that it stays
   */
  async deleteAll(
    resources: readonly LiveResource[], related: Iterable<LiveResource>, isKept: (resource: LiveResource) => boolean,
  ): Promise<Error[]> {
    const doomed = new Map(resources.map((resource) => [resource.logicalId, resource]));
    const all = [...related, ...resources];
    return inOrder({
      ids: all.map(({ logicalId }) => logicalId),
      before: (id) => all.filter(({ dependencies }) => dependencies.has(id)).map(({ logicalId }) => logicalId),
      stopOnFailure: false,
      step: async (id, cancelled) => {
        const resource = doomed.get(id);
        if (resource) await this.delete(resource, isKept(resource), cancelled);
      },
    });
  }

  private async delete(resource: LiveResource, isKept: boolean, cancelled: AbortSignal): Promise<void> {
    const { provider, context } = this.about(resource, cancelled);
    const { physicalId } = resource;
    if (!isKept) {
      this.tell(resource, 'DELETE_IN_PROGRESS', physicalId);
      try {
        await provider.delete(resource, context);
      } catch (error) {
        throw this.failed(resource, 'DELETE_FAILED', error, physicalId);
      }
    }
    // another of that name may have taken its place
    if (this.stack.resources.get(resource.logicalId) === resource) this.stack.resources.delete(resource.logicalId);
    this.tell(resource, isKept ? 'DELETE_SKIPPED' : 'DELETE_COMPLETE', physicalId);
  }

  private about({ logicalId, type, constructPath }: Pick<LiveResource, 'logicalId' | 'type' | 'constructPath'>, cancelled: AbortSignal) {
    const { stack, services: { environment, nestedStacks, newId, onEvent, providerOf } } = this;
    const context: ResourceContext = {
      stackId: stack.id,
      stackName: stack.name,
      place: stack.place,
      nestedStacks,
      logicalId,
      type,
      constructPath,
      environment,
      newName: (maxLength) => physicalName(stack.name, logicalId, newId(), maxLength),
      warn: (message) => onEvent({ kind: 'warning', stackName: stack.name, message: `Resources.${logicalId}: ${message}` }),
      cancelled,
    };
    return { provider: providerOf(type), context };
  }

  private keep(about: PlannedResource | LiveResource, declared: unknown, { physicalId, attributes }: PhysicalResource): void {
    const { logicalId, type, constructPath, dependencies, deletionPolicy, updateReplacePolicy } = about;
    const kept: LiveResource = {
      logicalId, type, constructPath, physicalId, attributes, declared, dependencies, deletionPolicy, updateReplacePolicy,
    };
    this.stack.resources.set(logicalId, kept);
  }

  private tell(about: { readonly logicalId: string; readonly type: string }, status: ResourceStatus, physicalId?: string, reason?: string): void {
    const { logicalId, type } = about;
    this.services.onEvent({ kind: 'resource', stackName: this.stack.name, logicalId, type, physicalId, status, reason });
  }

  private failed(about: PlannedResource | LiveResource, status: ResourceStatus, error: unknown, physicalId: string | undefined): Error {
    const reason = (error as Error).message;
    this.tell(about, status, physicalId, reason);
    return new Error(`${about.logicalId}: ${reason}`, { cause: error });
  }
}
