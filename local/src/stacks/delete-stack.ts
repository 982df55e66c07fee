import type { LiveResource } from './stack';
import type { StackOperation } from './stack-operation';

/** Deletes what a stack has, but for what its policies keep. */
export async function deleteStack(operation: StackOperation): Promise<void> {
  operation.moveTo('DELETE_IN_PROGRESS');
  const [failure] = await operation.deleteAll([...operation.stack.resources.values()], [], isKept);
  if (failure) operation.moveTo('DELETE_FAILED', failure.message);
  else operation.moveTo('DELETE_COMPLETE');
}

/** Whether a resource stays when it leaves its stack. CloudFormation template reference, `DeletionPolicy`. */
export function isKept({ deletionPolicy }: LiveResource): boolean {
  return deletionPolicy === 'Retain' || deletionPolicy === 'RetainExceptOnCreate';
}
