import type { Environment } from './environment';
import type { NestedStacks } from './nested-stacks';
import type { Properties } from './properties';
import type { Json } from '../assembly/template';

/** The resource that something is done for. */
export interface ResourceContext {
  readonly stackId: string;
  readonly stackName: string;
  /** The stack's, see `Stack`. */
  readonly place: string;
  readonly logicalId: string;
  readonly type: string;
  /** Undefined when the template doesn't say. */
  readonly constructPath?: string;
  readonly environment: Environment;
  readonly nestedStacks: NestedStacks;
  /** Fires when the operation has failed elsewhere, and this resource is no longer waited for. */
  readonly cancelled: AbortSignal;
  /** A physical name as CloudFormation makes them up, `<stack>-<logical id>-<suffix>`, with at most so many characters. */
  newName(maxLength: number): string;
  /** Says that something of the template has no effect here. */
  warn(message: string): void;
}

/** Whether a type is one whose resources a handler makes. */
export function isCustom(type: string): boolean {
  return type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::');
}

/** A resource as its provider made it. */
export interface PhysicalResource {
  readonly physicalId: string;
  /** What `Fn::GetAtt` knows; undefined when only the name is recorded, and `Ref` isn't known either. */
  readonly attributes?: { readonly [name: string]: Json };
}

/** A resource as its provider made it, and what it was made from. */
export interface ProvidedResource<Declared> extends PhysicalResource {
  readonly declared: Declared;
}

/** Plays one type of resource. Whatever fails is an error whose message is the reason; see {@link ResourceFailure}. */
export interface ResourceProvider<Declared = unknown> {
  /** It is told of updates without a change and of the way back from a replacement too: only it knows what they mean. */
  readonly alwaysTold?: true;
  /** Its updates go on until the whole stack's update has ended, one way or the other: a nested stack's do. */
  readonly phases?: UpdatePhases<Declared>;
  /** What the provider needs of the properties, resolved. Plain data: two that are deeply equal mean that nothing changed. */
  read(properties: Properties): Declared;
  create(declared: Declared, context: ResourceContext): Promise<PhysicalResource>;
  /** Another physical id than before is a replacement: the one before is deleted when the stack has been updated. */
  update(declared: Declared, current: ProvidedResource<Declared>, context: ResourceContext): Promise<PhysicalResource>;
  delete(current: ProvidedResource<Declared>, context: ResourceContext): Promise<void>;
}

/** How an update of a resource ends when it hasn't with its `update`. */
export interface UpdatePhases<Declared> {
  /** Takes an update back, whether it has succeeded or failed. */
  rollBack(before: Declared, current: ProvidedResource<Declared>, context: ResourceContext): Promise<PhysicalResource>;
  /** Deletes what the update, or its rollback, has left behind. */
  cleanUp(current: ProvidedResource<Declared>, nestedStacks: NestedStacks): Promise<void>;
}

/** A resource couldn't be made, and something of it may be there all the same: it has an id to be deleted by. */
export class ResourceFailure extends Error {
  readonly name = 'ResourceFailure';

  constructor(reason: string, readonly physicalId?: string) {
    super(reason);
  }
}
