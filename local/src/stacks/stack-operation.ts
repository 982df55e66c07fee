import { isDeepStrictEqual } from 'node:util';
import { inOrder } from './in-order';
import { physicalName } from './physical-name';
import type { PlannedResource } from './plan';
import { isCustom, type PhysicalResource, type ResourceContext, ResourceFailure } from './resource-provider';
import { recordedProvider } from './resources/recorded';
import { isWithoutEffect } from './resources/without-effect';
import type { LiveResource, Stack } from './stack';
import type { ResourceStatus, StackStatus } from './stack-events';
import type { OperationServices } from './stack-services';
import { BUCKET_TYPE } from '../assembly/resource-types';

/** What a provider is asked about. */
type AskedResource = Pick<LiveResource, 'logicalId' | 'type' | 'constructPath' | 'isGiven'>;

/** Of what is given only a name is recorded. */
const GIVEN = recordedProvider();

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

  async create(wanted: PlannedResource, cancelled: AbortSignal): Promise<void> {
    const planned = { ...wanted, isGiven: this.isGiven(wanted) };
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
    const recorded = planned.isGiven ? 'its handler isn\'t asked, as its value is given' : `only its name is recorded: ${planned.type} isn't played here`;
    this.tell(planned, 'CREATE_COMPLETE', physicalId, attributes ? filled : recorded);
  }

  async update(wanted: PlannedResource, current: LiveResource, cancelled: AbortSignal): Promise<void> {
    const planned = { ...wanted, isGiven: current.isGiven };
    const { provider, context } = this.about(planned, cancelled);
    try {
      this.requireAsBefore(wanted, current);
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

  /** Whether whoever deploys says what `Ref` gives of a custom resource, in its handler's place. */
  private isGiven({ logicalId, type }: PlannedResource): boolean {
    return isCustom(type) && !isWithoutEffect(type) && this.services.given.find(this.stack.place, logicalId) !== undefined;
  }

  /** A handler can't go on with what it hasn't begun, or leave what it has. */
  private requireAsBefore(planned: PlannedResource, { isGiven = false }: LiveResource): void {
    const { logicalId } = planned;
    if (this.isGiven(planned) === isGiven) return;
    throw new Error(isGiven
      ? `a value was given for it when it was made, and its handler knows nothing of it: give it again (--resolve ${logicalId}=value)`
      : `its handler has made it, and so no value can be given for it (--resolve ${logicalId}=value): rename it in the template, or delete its stack before`);
  }

  private about({ logicalId, type, constructPath, isGiven }: AskedResource, cancelled: AbortSignal) {
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
    return { provider: isGiven ? GIVEN : providerOf(type), context };
  }

  private keep(about: PlannedResource & Pick<LiveResource, 'isGiven'> | LiveResource, declared: unknown, { physicalId, attributes }: PhysicalResource): void {
    const { logicalId, type, constructPath, isGiven, dependencies, deletionPolicy, updateReplacePolicy } = about;
    const kept: LiveResource = {
      logicalId, type, constructPath, isGiven, physicalId, attributes, declared, dependencies, deletionPolicy, updateReplacePolicy,
    };
    this.stack.resources.set(logicalId, kept);
  }

  private tell(about: PlannedResource | LiveResource, status: ResourceStatus, physicalId?: string, reason?: string): void {
    const { logicalId, type, constructPath } = about;
    this.services.onEvent({ kind: 'resource', stackName: this.stack.name, logicalId, constructPath, type, physicalId, status, reason });
  }

  private failed(about: PlannedResource | LiveResource, status: ResourceStatus, error: unknown, physicalId: string | undefined): Error {
    const reason = (error as Error).message;
    this.tell(about, status, physicalId, reason);
    return new Error(`${about.logicalId}: ${reason}`, { cause: error });
  }
}
