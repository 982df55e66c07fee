import type { StackArtifact } from './cloud-assembly';
import type { DeclaredResource } from './declared-resource';
import { Needs } from './needs';
import { JOB_TYPE } from './resource-types';
import { type PartId, partId, partsOf, type TemplatePart } from './template-part';
import { type TemplateUse, templateUses } from './template-use';

type Graph = ReadonlyMap<PartId, readonly PartId[]>;

/**
 * What of these stacks is left out where only some jobs are wanted: the other jobs, and all that depends on them. A job
 * that a chosen one needs isn't left out.
 */
export function partsWithoutOtherJobs(stacks: readonly StackArtifact[], chosen: readonly DeclaredResource[]): TemplatePart[] {
  const uses = stacks.flatMap(templateUses);
  const parts = new Map(uses.flatMap(partsOf).map((part) => [partId(part.use, part.section, part.name), part]));
  const needs = new Needs(uses);
  const needed: Graph = new Map([...parts].map(([id, part]) => [id, needs.of(part)]));
  const kept = closure(chosen.map(({ use, logicalId }) => partId(use, 'Resources', logicalId)), withWholeStacks(needed, parts, uses, needs));
  const otherJobs = [...parts].filter(([id, part]) => isJob(part) && !kept.has(id)).map(([id]) => id);
  const leftOut = closure(otherJobs, reversed(needed));
  return [...parts].filter(([id, { section }]) => leftOut.has(id) && section !== 'Parameters').map(([, part]) => part);
}

/** Whether a part is a job of this project's constructs. */
export function isJob({ use, section, name }: TemplatePart): boolean {
  return section === 'Resources' && use.template.Resources[name].Type === JOB_TYPE;
}

/**
 * The app can say that a stack comes after another one without a template that says why: `addDependency`. Where nothing is
 * imported that would be the reason, all of the other stack is needed.
 */
function withWholeStacks(needed: Graph, parts: ReadonlyMap<PartId, TemplatePart>, uses: readonly TemplateUse[], needs: Needs): Graph {
  const stackOf = (id: PartId) => parts.get(id)?.use.stack.id;
  const partsOfStack = (stackId: string) => [...parts.keys()].filter((id) => stackOf(id) === stackId);
  const before = new Map([...new Set(uses.map(({ stack }) => stack))].map((stack) => {
    const imported = new Set(uses.filter((use) => use.stack === stack).flatMap((use) => needs.importsOf(use)).map(stackOf));
    return [stack.id, stack.dependencies.filter((id) => !imported.has(id)).flatMap(partsOfStack)];
  }));
  return new Map([...needed].map(([id, others]) => [id, [...others, ...before.get(stackOf(id)!)!]]));
}

function reversed(graph: Graph): Graph {
  const dependents = new Map<PartId, PartId[]>();
  for (const [id, others] of graph) {
    for (const other of others) dependents.set(other, [...(dependents.get(other) ?? []), id]);
  }
  return dependents;
}

/** All that is reached from these, and they themselves. */
function closure(from: readonly PartId[], graph: Graph): ReadonlySet<PartId> {
  const reached = new Set(from);
  // a set's iteration comes to what is added on the way
  for (const id of reached) graph.get(id)?.forEach((other) => reached.add(other));
  return reached;
}
