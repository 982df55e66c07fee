import { CfnResource, Stack } from 'aws-cdk-lib';
import { Dependable, type IConstruct, type IDependable } from 'constructs';
import { namedBy, referencesIn } from './references';

/** A resource as the CDK writes it into a template, which its types keep to themselves. */
interface Written {
  _toCloudFormation(): object;
}

/** All resources that some wait for, themselves included, as far as the app has declared until now. */
export function awaitedBy(resources: readonly CfnResource[]): Set<CfnResource> {
  const found = new Set(resources);
  // grows while it is gone through
  for (const resource of found) {
    [...referredTo(resource), ...dependedOn(resource)].forEach((next) => found.add(next));
  }
  return found;
}

/** All resources that some refer to, themselves included, by whatever way. */
export function referredToBy(resources: readonly CfnResource[]): Set<CfnResource> {
  const found = new Set(resources);
  for (const resource of found) {
    referredTo(resource).forEach((next) => found.add(next));
  }
  return found;
}

/**
 * Circles of resources that wait for one another, the first again at the end: a shortest one for each of some resources that
 * is in any. Only once the app is prepared, when each resource knows what it depends on.
 */
export function circlesOf(resources: readonly CfnResource[]): CfnResource[][] {
  const known = new Map<CfnResource, CfnResource[]>();
  const next = (resource: CfnResource) => {
    const waits = known.get(resource) ?? [...referredTo(resource), ...toldToWaitFor(resource)];
    known.set(resource, waits);
    return waits.filter((target) => Stack.of(target) === Stack.of(resource));
  };
  return resources.flatMap((resource) => {
    const way = shortestWay(resource, next);
    return way === undefined ? [] : [way];
  });
}

/** From a resource to itself; undefined: there is none. */
function shortestWay(start: CfnResource, next: (resource: CfnResource) => CfnResource[]): CfnResource[] | undefined {
  const from = new Map<CfnResource, CfnResource>();
  const queue = [start];
  for (const resource of queue) {
    for (const target of next(resource)) {
      if (target === start) {
        return [...wayTo(resource, start, from), start];
      }
      if (!from.has(target)) {
        from.set(target, resource);
        queue.push(target);
      }
    }
  }
  return undefined;
}

function wayTo(end: CfnResource, start: CfnResource, from: Map<CfnResource, CfnResource>): CfnResource[] {
  const way = [end];
  while (way[0] !== start) {
    way.unshift(from.get(way[0])!);
  }
  return way;
}

function referredTo(resource: CfnResource): CfnResource[] {
  try {
    return referencesIn((resource as unknown as Written)._toCloudFormation(), resource).filter((target) => CfnResource.isCfnResource(target));
  } catch {
    // what can't be written yet, or at all, is for the CDK to tell when it writes the template
    return [];
  }
}

/** What a resource or any construct around it was told to wait for. */
function dependedOn(resource: CfnResource): CfnResource[] {
  const roots: IConstruct[] = resource.node.scopes.flatMap(({ node }) => node.dependencies);
  return [...toldToWaitFor(resource), ...roots.flatMap(resourcesUnder)];
}

/** What a resource was told to wait for itself: once the app is prepared, all that it depends on. */
export function toldToWaitFor(resource: CfnResource): CfnResource[] {
  return resource.obtainDependencies().filter((target) => CfnResource.isCfnResource(target));
}

/**
 * What a resource of a stack shall wait for, less what it waits for anyway, because its properties have such `values` among
 * them. A template of a hundred jobs is a tenth shorter for that. Looked for when the template is written.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html
 */
export function besides(values: readonly string[], stack: Stack, awaited: readonly IDependable[]): IDependable {
  const dependable = {};
  Dependable.implement(dependable, {
    get dependencyRoots(): IConstruct[] {
      const referred = new Set(values.flatMap((value) => namedBy(value)).filter((target) => Stack.of(target) === stack));
      return awaited.flatMap((each) => Dependable.of(each).dependencyRoots).flatMap(resourcesUnder).filter((each) => !referred.has(each));
    },
  });
  return dependable;
}

/** All resources that a construct is made of. */
export function resourcesUnder(construct: IConstruct): CfnResource[] {
  return construct.node.findAll().filter((child) => CfnResource.isCfnResource(child));
}
