import { Operation } from './operation';
import { LegalHoldStatus } from '../legal-hold-status';
import type { OperationBinding, Selection } from '../private/binding';
import { enumProblems, type KnownOptions } from '../private/checks';
import { objectLockPermissions, objectLockProblems, objectLockWarnings } from '../private/operation/object-lock';
import { operationOptionProblems } from '../private/struct-checks';

/** Options of `BatchOperation.putObjectLegalHold`. */
export interface PutObjectLegalHoldOptions {
  /** Whether each object is under legal hold afterwards. */
  readonly status: LegalHoldStatus;
}

const OPTIONS: KnownOptions<PutObjectLegalHoldOptions> = { status: true };

/** S3PutObjectLegalHold: puts each object under legal hold, or takes the hold off. */
export class PutObjectLegalHold extends Operation {
  public readonly name = 'S3PutObjectLegalHold';

  constructor(private readonly options: PutObjectLegalHoldOptions) {
    super();
  }

  /** @internal */
  public _bind({ objects }: Selection): OperationBinding {
    const problems = [...optionProblems(this.options), ...objectLockProblems('putObjectLegalHold', objects)];
    return problems.length > 0 ? { request: {}, permissions: [], problems, warnings: [] } : {
      request: { S3PutObjectLegalHold: { LegalHold: { Status: this.options.status } } },
      permissions: objectLockPermissions(objects, ['s3:PutObjectLegalHold']),
      problems,
      warnings: objectLockWarnings(objects),
    };
  }
}

function optionProblems(options: PutObjectLegalHoldOptions | null | undefined): string[] {
  return [
    ...operationOptionProblems('putObjectLegalHold', options, OPTIONS),
    ...(options?.status === undefined
      ? ['`operation.status` must be given, as in putObjectLegalHold({ status: LegalHoldStatus.ON })']
      : enumProblems('operation.status', options.status, LegalHoldStatus, 'LegalHoldStatus')),
  ];
}
