/** The states of a stack. CloudFormation User Guide, "Understand stack creation events". */
export type StackStatus =
  | 'CREATE_IN_PROGRESS' | 'CREATE_COMPLETE'
  | 'ROLLBACK_IN_PROGRESS' | 'ROLLBACK_COMPLETE' | 'ROLLBACK_FAILED'
  | 'UPDATE_IN_PROGRESS' | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' | 'UPDATE_COMPLETE'
  | 'UPDATE_ROLLBACK_IN_PROGRESS' | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS' | 'UPDATE_ROLLBACK_COMPLETE' | 'UPDATE_ROLLBACK_FAILED'
  | 'DELETE_IN_PROGRESS' | 'DELETE_COMPLETE' | 'DELETE_FAILED';

/** The states of a resource. */
export type ResourceStatus = `${'CREATE' | 'UPDATE' | 'DELETE'}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}` | 'DELETE_SKIPPED';

/** What happens while a stack is deployed or removed. */
export type StackEvent = {
  readonly kind: 'stack';
  readonly stackName: string;
  readonly status: StackStatus;
  readonly reason?: string;
} | {
  readonly kind: 'resource';
  readonly stackName: string;
  readonly logicalId: string;
  /** Such as `Prod/Logs/Files`; undefined of an app without paths in its templates. */
  readonly constructPath?: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly status: ResourceStatus;
  readonly reason?: string;
} | {
  /** Something of a template has no effect here. */
  readonly kind: 'warning';
  readonly stackName: string;
  readonly message: string;
};
