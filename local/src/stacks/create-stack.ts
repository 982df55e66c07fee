import { inOrder } from './in-order';
import type { PlannedResource } from './plan';
import type { LiveResource } from './stack';
import type { StackOperation } from './stack-operation';

/** Creates what a stack wants, or, when something fails, nothing. */
export async function createStack(operation: StackOperation, plan: readonly PlannedResource[]): Promise<void> {
  const planned = new Map(plan.map((resource) => [resource.logicalId, resource]));
  operation.moveTo('CREATE_IN_PROGRESS');
  const [failure] = await inOrder({
    ids: planned.keys(),
    before: (id) => planned.get(id)!.dependencies,
    step: (id, cancelled) => operation.create(planned.get(id)!, cancelled),
    stopOnFailure: true,
  });
  if (!failure) {
    operation.moveTo('CREATE_COMPLETE');
    return;
  }
  operation.moveTo('ROLLBACK_IN_PROGRESS', failure.message);
  const failures = await operation.deleteAll([...operation.stack.resources.values()], [], isKeptInRollback);
  operation.moveTo(failures.length === 0 ? 'ROLLBACK_COMPLETE' : 'ROLLBACK_FAILED');
}

/** Whether a resource stays when the operation that created it is rolled back. CloudFormation template reference, `DeletionPolicy`. */
export function isKeptInRollback({ deletionPolicy }: LiveResource): boolean {
  return deletionPolicy === 'Retain';
}
