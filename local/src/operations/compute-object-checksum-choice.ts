import type { OperationOptions } from '../model/job-request';
import type { StoredChecksum } from '../store/object-state';
import type { ObjectHead } from '../store/object-store';
import type { Choices } from '../unknowns';

/** Which checksum is computed. */
export type ChosenChecksum = Omit<StoredChecksum, 'value'>;

/** What of an object without a checksum of its own is computed, and of any object by default. */
const COMMON: ChosenChecksum = { algorithm: 'CRC64NVME', type: 'FULL_OBJECT' };

/** The checksum that a request asks of an object. Where it says nothing, so does the documentation: see `UNKNOWNS`. */
export function chosenChecksum(
  { ChecksumAlgorithm, ChecksumType }: OperationOptions['S3ComputeObjectChecksum'], { checksum }: Pick<ObjectHead, 'checksum'>, unknowns: Choices,
): ChosenChecksum {
  const own = checksum ?? COMMON;
  // asked only where the answer makes a difference
  const isOpen = ChecksumAlgorithm === undefined || (ChecksumType === undefined && ChecksumAlgorithm === own.algorithm);
  const unsaid = isOpen && unknowns.unsaidChecksum === 'the object\'s own' ? own : COMMON;
  const algorithm = ChecksumAlgorithm ?? unsaid.algorithm;
  return { algorithm, type: ChecksumType ?? (algorithm === unsaid.algorithm ? unsaid.type : COMMON.type) };
}
