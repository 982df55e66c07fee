import { inOrder } from './in-order';
import type { PreparedStack } from './prepared-stack';
import type { LiveResource } from './stack';

/**
 * Creates what a stack wants, or, when something fails, nothing.
 * @param cancelled the operation around it has failed elsewhere
 */
export async function createStack({ operation, plan, link }: PreparedStack, cancelled?: AbortSignal): Promise<void> {
  const planned = new Map(plan.map((resource) => [resource.logicalId, resource]));
  operation.moveTo('CREATE_IN_PROGRESS');
  const failures = await inOrder({
    ids: planned.keys(),
    before: (id) => planned.get(id)!.dependencies,
    step: (id, signal) => operation.create(planned.get(id)!, signal),
    stopOnFailure: true,
    cancelled,
  });
  const failure = failures.length > 0 ? failures[0] : link();
  if (!failure) {
    operation.moveTo('CREATE_COMPLETE');
    return;
  }
  operation.moveTo('ROLLBACK_IN_PROGRESS', failure.message);
  const undeleted = await operation.deleteAll([...operation.stack.resources.values()], [], isKeptInRollback);
  operation.moveTo(undeleted.length === 0 ? 'ROLLBACK_COMPLETE' : 'ROLLBACK_FAILED');
}

/** Whether a resource stays when the operation that created it is rolled back. CloudFormation template reference, `DeletionPolicy`. */
export function isKeptInRollback({ deletionPolicy }: LiveResource): boolean {
  return deletionPolicy === 'Retain';
}
