import { isKeptInRollback } from './create-stack';
import { isKept } from './delete-stack';
import { inOrder } from './in-order';
import type { PlannedResource } from './plan';
import type { LiveResource } from './stack';
import type { StackOperation } from './stack-operation';

type Resources = ReadonlyMap<string, LiveResource>;

/** Makes a stack what a new plan wants, or, when something fails, what it was. */
export async function updateStack(operation: StackOperation, plan: readonly PlannedResource[]): Promise<void> {
  const previous: Resources = new Map(operation.stack.resources);
  const planned = new Map(plan.map((resource) => [resource.logicalId, resource]));
  operation.moveTo('UPDATE_IN_PROGRESS');
  const [failure] = await inOrder({
    ids: planned.keys(),
    before: (id) => planned.get(id)!.dependencies,
    step: (id, cancelled) => {
      const current = previous.get(id);
      return current ? operation.update(planned.get(id)!, current, cancelled) : operation.create(planned.get(id)!, cancelled);
    },
    stopOnFailure: true,
  });
  if (failure) await rollBack(operation, previous, failure);
  else await cleanUp(operation, previous, planned);
}

/** Deletes what the new definition has left behind. */
async function cleanUp(operation: StackOperation, previous: Resources, planned: ReadonlyMap<string, PlannedResource>): Promise<void> {
  const { resources } = operation.stack;
  const leftBehind = [...previous.values()]
    .filter(({ logicalId, physicalId }) => !planned.has(logicalId) || resources.get(logicalId)!.physicalId !== physicalId);
  operation.moveTo('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  await operation.deleteAll(leftBehind, previous.values(), (resource) => {
    const replacement = planned.get(resource.logicalId);
    return replacement ? replacement.updateReplacePolicy === 'Retain' : isKept(resource);
  });
  forgetAllBut(planned, resources);
  operation.moveTo('UPDATE_COMPLETE');
}

/** Takes back what was changed, then deletes what was made on the way. */
async function rollBack(operation: StackOperation, previous: Resources, failure: Error): Promise<void> {
  operation.moveTo('UPDATE_ROLLBACK_IN_PROGRESS', failure.message);
  const abandoned: Resources = new Map(operation.stack.resources);
  const [rollbackFailure] = await inOrder({
    ids: previous.keys(),
    before: (id) => previous.get(id)!.dependencies,
    step: async (id, cancelled) => {
      const before = previous.get(id)!;
      if (operation.touched.has(id)) await operation.updateBack(before, cancelled);
      else operation.stack.resources.set(id, before);
    },
    stopOnFailure: true,
  });
  if (rollbackFailure) {
    operation.moveTo('UPDATE_ROLLBACK_FAILED', rollbackFailure.message);
    return;
  }
  const { resources } = operation.stack;
  const leftBehind = [...abandoned.values()]
    .filter(({ logicalId, physicalId }) => !previous.has(logicalId) || resources.get(logicalId)!.physicalId !== physicalId);
  operation.moveTo('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  await operation.deleteAll(leftBehind, abandoned.values(), isKeptInRollback);
  forgetAllBut(previous, resources);
  operation.moveTo('UPDATE_ROLLBACK_COMPLETE');
}

/** What couldn't be deleted in a clean-up is abandoned: the stack has succeeded, or failed, already. */
function forgetAllBut(wanted: ReadonlyMap<string, unknown>, resources: Map<string, LiveResource>): void {
  for (const logicalId of resources.keys()) {
    if (!wanted.has(logicalId)) resources.delete(logicalId);
  }
}
