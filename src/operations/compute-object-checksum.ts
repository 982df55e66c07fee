import { Operation } from './operation';
import { ChecksumAlgorithm } from '../checksum-algorithm';
import { ChecksumType } from '../checksum-type';
import type { OperationBinding, Selection } from '../private/binding';
import { generalPurposeProblems } from '../private/bucket/directory-bucket';
import { hiddenKeyWarnings, objectKeys } from '../private/bucket/object-keys';
import { enumProblems, type KnownOptions } from '../private/checks';
import { keysStartingWith } from '../private/key-pattern';
import { filteredEncryptionProblems } from '../private/manifest/filtered-encryption';
import { operationOptionProblems } from '../private/struct-checks';

/** Options of `BatchOperation.computeObjectChecksum`. */
export interface ComputeObjectChecksumOptions {
  /**
   * How the checksum is computed.
   *
   * @default - S3 chooses
   */
  readonly checksumAlgorithm?: ChecksumAlgorithm;

  /**
   * Whether it is of the whole object or of the checksums of its parts. `ChecksumAlgorithm.CRC64NVME` takes the whole
   * object alone.
   *
   * @default - S3 chooses
   */
  readonly checksumType?: ChecksumType;
}

const OPTIONS: KnownOptions<ComputeObjectChecksumOptions> = { checksumAlgorithm: true, checksumType: true };

/** What reading an object under a KMS key takes. */
const KEY_ACTIONS = ['kms:Decrypt'];

/** S3ComputeObjectChecksum: reads each object where it is stored, and reports its checksum. */
export class ComputeObjectChecksum extends Operation {
  public readonly name = 'S3ComputeObjectChecksum';

  constructor(private readonly options: ComputeObjectChecksumOptions = {}) {
    super();
  }

  /** @internal */
  public _bind(selection: Selection): OperationBinding {
    const { objects, namesVersions } = selection;
    const problems = [
      ...optionProblems(this.options),
      ...generalPurposeProblems('computeObjectChecksum', objects),
      // all but what a key encrypts that comes with each request
      ...filteredEncryptionProblems('computeObjectChecksum', selection, ['SSES3', 'SSEKMS', 'DSSEKMS', 'NOTSSE']),
    ];
    // the results stand in the report and nowhere else, and S3 wants to be told whose bucket they go to
    const base = { request: {}, needsReport: true, permissions: [], problems, warnings: [] };
    return problems.length > 0 ? base : {
      ...base,
      request: { S3ComputeObjectChecksum: { ChecksumAlgorithm: this.options.checksumAlgorithm, ChecksumType: this.options.checksumType } },
      permissions: [
        ...objects.map(({ bucket, keyPrefix }) => ({
          bucket,
          // a version that the manifest names is another action; S3 asks for RestoreObject though it restores nothing
          actions: ['s3:GetObject', ...(namesVersions ? ['s3:GetObjectVersion'] : []), 's3:RestoreObject'],
          keyPattern: keysStartingWith(keyPrefix),
        })),
        ...objectKeys(selection).map((key) => ({ key, actions: KEY_ACTIONS })),
      ],
      warnings: hiddenKeyWarnings(selection, KEY_ACTIONS),
    };
  }
}

function optionProblems(options: ComputeObjectChecksumOptions | null): string[] {
  const { checksumAlgorithm, checksumType } = options ?? {};
  return [
    ...operationOptionProblems('computeObjectChecksum', options, OPTIONS),
    ...enumProblems('operation.checksumAlgorithm', checksumAlgorithm, ChecksumAlgorithm, 'ChecksumAlgorithm'),
    ...enumProblems('operation.checksumType', checksumType, ChecksumType, 'ChecksumType'),
    ...(checksumAlgorithm === ChecksumAlgorithm.CRC64NVME && checksumType === ChecksumType.COMPOSITE
      ? ['`operation.checksumType` must be ChecksumType.FULL_OBJECT or be left out with ChecksumAlgorithm.CRC64NVME, which is of whole objects alone, got: "COMPOSITE"']
      : []),
  ];
}
