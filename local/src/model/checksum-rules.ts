import type { ModelValue } from './decode';

type Members = { readonly [name: string]: ModelValue };

/**
 * What S3ComputeObjectChecksum demands. S3 User Guide, "Compute checksums" and "Checking object integrity for data at rest":
 * the report is its only result and must name its bucket's owner; CRC64NVME has no composite form.
 */
export function checksumRules(options: ModelValue | undefined, report: ModelValue | undefined): string[] {
  if (options === undefined) return [];
  const { ChecksumAlgorithm, ChecksumType } = options as Members;
  const { Enabled, ExpectedBucketOwner } = (report ?? {}) as Members;
  return [
    ...(Enabled === true ? [] : ['`Report.Enabled` must be true for S3ComputeObjectChecksum, whose results are in the report']),
    ...(Enabled === true && ExpectedBucketOwner === undefined ? ['`Report.ExpectedBucketOwner` is required for S3ComputeObjectChecksum'] : []),
    ...(ChecksumAlgorithm === 'CRC64NVME' && ChecksumType === 'COMPOSITE'
      ? ['`Operation.S3ComputeObjectChecksum.ChecksumType` must be FULL_OBJECT for CRC64NVME, got: COMPOSITE']
      : []),
  ];
}
