import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

/** Which resources of a template wait for which, by logical id. */
export type Graph = Map<string, Set<string>>;

/** Who waits for whom, as CloudFormation reads it: DependsOn, Ref, Fn::GetAtt and Fn::Sub. */
export function graphOf(resources: Record<string, { DependsOn?: string | string[] }>): Graph {
  const edges = Object.entries(resources).map(([id, resource]): [string, Set<string>] => {
    const named = [...namedIn(resource), ...[resource.DependsOn ?? []].flat()];
    return [id, new Set(named.filter((name) => name in resources))];
  });
  return new Map(edges);
}

/** A circle of resources that wait for one another, the first again at the end; undefined if there is none. */
export function findCycle(graph: Graph): string[] | undefined {
  const done = new Set<string>();
  function visit(id: string, path: string[]): string[] | undefined {
    if (path.includes(id)) {
      return [...path.slice(path.indexOf(id)), id];
    }
    if (done.has(id)) {
      return undefined;
    }
    const cycle = firstOf<string, string[]>(graph.get(id) ?? [], (next) => visit(next, [...path, id]));
    done.add(id);
    return cycle;
  }
  return firstOf([...graph.keys()], (id) => visit(id, []));
}

/** A circle of the stack's template. The CDK writes one without a word, and the deployment then refuses it. */
export function cycleIn(stack: Stack): string[] | undefined {
  return findCycle(graphOf(Template.fromStack(stack, { skipCyclicalDependenciesCheck: true }).toJSON().Resources ?? {}));
}

/** All resources that one waits for, itself included, with what these wait for in their turn. */
export function awaitedBy(graph: Graph, id: string): Set<string> {
  const found = new Set([id]);
  // grows while it is gone through
  found.forEach((name) => graph.get(name)?.forEach((next) => found.add(next)));
  return found;
}

function firstOf<T, R>(items: Iterable<T>, find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** What a part of a template refers to. */
function namedIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) {
    return [];
  }
  return Object.entries(part).flatMap(([key, value]) => [...(NAMES[key]?.(value) ?? []), ...namedIn(value)]);
}

const NAMES: Record<string, (value: unknown) => string[]> = {
  'Ref': (value) => [String(value)],
  'Fn::GetAtt': (value) => [Array.isArray(value) ? String(value[0]) : String(value).split('.')[0]],
  'Fn::Sub': (value) => [...String(Array.isArray(value) ? value[0] : value).matchAll(/\$\{([^!.}][^.}]*)[^}]*\}/g)].map(([, name]) => name),
};
