import type { StackStatus } from './stack-events';
import type { Json } from '../assembly/template';

/** A resource that a stack has. */
export interface LiveResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** What `Fn::GetAtt` knows; undefined when only the name is recorded, and `Ref` isn't known either. */
  readonly attributes?: { readonly [name: string]: Json };
  /** What its provider read of its properties. */
  readonly declared: unknown;
  /** Logical ids of what has to be there before it. */
  readonly dependencies: ReadonlySet<string>;
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
}

/** A stack and what it has. */
export class Stack {
  status: StackStatus = 'CREATE_IN_PROGRESS';
  /** Why the last operation failed; undefined when it didn't. */
  reason?: string;
  readonly resources = new Map<string, LiveResource>();
  outputs: { readonly [name: string]: string } = {};

  constructor(readonly id: string, readonly name: string, readonly creationTime: Date) {}
}
