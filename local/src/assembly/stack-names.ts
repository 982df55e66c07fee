import type { StackArtifact } from './cloud-assembly';

/** All that a user may call a stack by. */
export function namesOfStack({ name, id, displayName }: Pick<StackArtifact, 'name' | 'id' | 'displayName'>): readonly string[] {
  return [name, id, displayName];
}
