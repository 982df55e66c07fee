import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { Operation } from './operation';
import type { PutObjectCopyOptions } from './put-object-copy-options';
import type { JobSite, OperationBinding, Selection } from '../private/binding';
import { copyProblems } from '../private/operation/copy-checks';
import { copyPermissions } from '../private/operation/copy-permissions';
import { copyRequest } from '../private/operation/copy-request';
import { copyWarnings } from '../private/operation/copy-warnings';

/** S3PutObjectCopy: copies each object to a bucket. */
export class PutObjectCopy extends Operation {
  public readonly name = 'S3PutObjectCopy';

  constructor(private readonly target: s3refs.IBucketRef, private readonly options: PutObjectCopyOptions = {}) {
    super();
  }

  /** @internal */
  public _bind(selection: Selection, site: JobSite): OperationBinding {
    const copy = { target: this.target, options: this.options, selection, site };
    const problems = copyProblems(copy);
    return problems.length > 0 ? { request: {}, permissions: [], problems, warnings: [] } : {
      request: copyRequest(copy),
      permissions: copyPermissions(copy),
      problems,
      warnings: copyWarnings(copy),
      regionOf: { path: 'operation.targetBucket', bucket: this.target },
    };
  }
}
