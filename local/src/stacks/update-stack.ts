import { isKeptInRollback } from './create-stack';
import { isKept } from './delete-stack';
import { inOrder } from './in-order';
import type { PlannedResource } from './plan';
import type { PreparedStack } from './prepared-stack';
import type { LiveResource, StackLinks } from './stack';
import type { StackOperation } from './stack-operation';

type Resources = ReadonlyMap<string, LiveResource>;

/** Makes a stack what a new plan wants, or, when something fails, what it was. */
export async function updateStack(prepared: PreparedStack): Promise<void> {
  const update = new StackUpdate(prepared);
  const failure = await update.apply();
  if (failure) await update.rollBack();
  await update.cleanUp();
}

/**
 * An update in its phases: it is applied, may then be taken back, even after it has succeeded, and is cleaned up after in
 * the end. Of a nested stack the one around it decides.
 */
export class StackUpdate {
  private readonly operation: StackOperation;
  private readonly planned: ReadonlyMap<string, PlannedResource>;
  private readonly previous: Resources;
  private readonly previousLinks: StackLinks;
  /** What the clean-up is to do; undefined when there is nothing to end, or nothing that could be. */
  private ending?: () => Promise<void>;

  constructor(private readonly prepared: PreparedStack) {
    this.operation = prepared.operation;
    this.planned = new Map(prepared.plan.map((resource) => [resource.logicalId, resource]));
    this.previous = new Map(this.operation.stack.resources);
    this.previousLinks = this.operation.stack.links;
  }

  /**
   * Changes what the plan wants changed. Returns why that failed; undefined when it didn't.
   * @param cancelled the operation around it has failed elsewhere
   */
  async apply(cancelled?: AbortSignal): Promise<Error | undefined> {
    const { operation, planned, previous } = this;
    operation.moveTo('UPDATE_IN_PROGRESS');
    const failures = await inOrder({
      ids: planned.keys(),
      before: (id) => planned.get(id)!.dependencies,
      step: (id, signal) => {
        const current = previous.get(id);
        return current ? operation.update(planned.get(id)!, current, signal) : operation.create(planned.get(id)!, signal);
      },
      stopOnFailure: true,
      cancelled,
    });
    const failure = failures.length > 0 ? failures[0] : this.prepared.link();
    if (failure) {
      operation.moveTo('UPDATE_ROLLBACK_IN_PROGRESS', failure.message);
    } else {
      operation.moveTo('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
      this.ending = () => this.endUpdate();
    }
    return failure;
  }

  /** Takes back what was changed; what was made on the way is deleted in the clean-up. */
  async rollBack(): Promise<void> {
    const { operation, previous } = this;
    const { stack } = operation;
    if (stack.status !== 'UPDATE_ROLLBACK_IN_PROGRESS') operation.moveTo('UPDATE_ROLLBACK_IN_PROGRESS');
    const abandoned: Resources = new Map(stack.resources);
    this.ending = undefined;
    const [failure] = await inOrder({
      ids: previous.keys(),
      before: (id) => previous.get(id)!.dependencies,
      step: async (id, cancelled) => {
        const before = previous.get(id)!;
        if (operation.touched.has(id)) await operation.updateBack(before, cancelled);
        else stack.resources.set(id, before);
      },
      stopOnFailure: true,
    });
    if (failure) {
      operation.moveTo('UPDATE_ROLLBACK_FAILED', failure.message);
      return;
    }
    stack.links = this.previousLinks;
    operation.moveTo('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    this.ending = () => this.endRollback(abandoned);
  }

  /** Deletes what was left behind. */
  async cleanUp(): Promise<void> {
    await this.ending?.();
    this.ending = undefined;
  }

  private async endUpdate(): Promise<void> {
    const { operation, planned, previous } = this;
    await operation.cleanUpNested(previous.keys());
    await operation.deleteAll(this.replacedOf(previous, planned), previous.values(), (resource) => {
      const replacement = planned.get(resource.logicalId);
      return replacement ? replacement.updateReplacePolicy === 'Retain' : isKept(resource);
    });
    forgetAllBut(planned, operation.stack.resources);
    operation.moveTo('UPDATE_COMPLETE');
  }

  private async endRollback(abandoned: Resources): Promise<void> {
    const { operation, previous } = this;
    await operation.cleanUpNested(previous.keys());
    await operation.deleteAll(this.replacedOf(abandoned, previous), abandoned.values(), isKeptInRollback);
    forgetAllBut(previous, operation.stack.resources);
    operation.moveTo('UPDATE_ROLLBACK_COMPLETE');
  }

  /** What has left the stack, or is there as another. */
  private replacedOf(before: Resources, after: ReadonlyMap<string, unknown>): LiveResource[] {
    const { resources } = this.operation.stack;
    return [...before.values()].filter(({ logicalId, physicalId }) => !after.has(logicalId) || resources.get(logicalId)!.physicalId !== physicalId);
  }
}

/** What couldn't be deleted in a clean-up is abandoned: the stack has succeeded, or failed, already. */
function forgetAllBut(wanted: ReadonlyMap<string, unknown>, resources: Map<string, LiveResource>): void {
  for (const logicalId of resources.keys()) {
    if (!wanted.has(logicalId)) resources.delete(logicalId);
  }
}
