import type { StackArtifact } from './cloud-assembly';

/**
 * The chosen stacks of an assembly with what they depend on, each after those.
 * @param isHere whether a stack is for the account and the Region at hand; one that isn't is left out when only others ask for it
 */
export function deploymentOrder(
  stacks: readonly StackArtifact[], chosen: readonly StackArtifact[], isHere: (stack: StackArtifact) => boolean,
): StackArtifact[] {
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const ordered = new Set<StackArtifact>();
  const visit = (stack: StackArtifact, dependents: readonly StackArtifact[]): void => {
    if (ordered.has(stack)) return;
    if (dependents.includes(stack)) throw new Error(`the stacks depend on each other in a circle: ${dependents.map(({ name }) => name).join(', ')}`);
    const needed = stack.dependencies.flatMap((id) => byId.get(id) ?? []).filter(isHere);
    for (const other of needed) visit(other, [...dependents, stack]);
    ordered.add(stack);
  };
  for (const stack of chosen) visit(stack, []);
  return [...ordered];
}
