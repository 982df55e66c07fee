import type { StackStatus } from './stack-events';
import type { Json } from '../assembly/template';

/** A resource that a stack has. */
export interface LiveResource {
  readonly logicalId: string;
  readonly type: string;
  /** Undefined when the template doesn't say. */
  readonly constructPath?: string;
  readonly physicalId: string;
  /** What `Fn::GetAtt` knows; undefined when only the name is recorded, and `Ref` isn't known either. */
  readonly attributes?: { readonly [name: string]: Json };
  /** It's a custom resource whose handler isn't asked, since what `Ref` gives of it was given. */
  readonly isGiven?: boolean;
  /** What its provider read of its properties. */
  readonly declared: unknown;
  /** Logical ids of what has to be there before it. */
  readonly dependencies: ReadonlySet<string>;
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
}

/** What connects a stack with others. */
export interface StackLinks {
  readonly outputs: { readonly [name: string]: string };
  /** By the names under which others import them. */
  readonly exports: { readonly [name: string]: string };
  /** Names of what others export. */
  readonly imports: ReadonlySet<string>;
}

/** A stack and what it has. */
export class Stack {
  status: StackStatus = 'CREATE_IN_PROGRESS';
  /** Why the last operation failed; undefined when it didn't. */
  reason?: string;
  readonly resources = new Map<string, LiveResource>();
  links: StackLinks = { outputs: {}, exports: {}, imports: new Set() };

  /** @param place its name; of a nested stack that of the outermost one, and the logical ids that lead here, with slashes between */
  constructor(readonly id: string, readonly name: string, readonly creationTime: Date, readonly place: string = name) {}
}
