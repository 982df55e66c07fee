import { S3Error } from './s3-error';

/** No such upload, any more or ever. API reference, "Error responses", also of the others here. */
export function noSuchUpload(): S3Error {
  return new S3Error(404, 'NoSuchUpload', 'The specified multipart upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.');
}

/** A part that an upload is completed with isn't the one that was uploaded. */
export function invalidPart(partNumber: number): S3Error {
  return new S3Error(400, 'InvalidPart', 'One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag '
    + `may not match the part's entity tag: part ${partNumber}`);
}

/** The parts that an upload is completed with don't ascend. */
export function invalidPartOrder(): S3Error {
  return new S3Error(400, 'InvalidPartOrder', 'The list of parts was not in ascending order. Parts must be ordered by part number.');
}

/** A part that isn't the last one, and yet below the minimum. */
export function entityTooSmall(partNumber: number): S3Error {
  return new S3Error(400, 'EntityTooSmall', `Your proposed upload is smaller than the minimum allowed object size: part ${partNumber}`);
}

/** An upload that is completed with no part at all. */
export function noParts(): S3Error {
  return new S3Error(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema: an upload has one part at least');
}

/** A part has a number that S3 doesn't give. */
export function invalidPartNumber(partNumber: number): S3Error {
  return new S3Error(400, 'InvalidArgument', `Part number must be an integer between 1 and 10000, inclusive, got: ${partNumber}`);
}

/** A part brings another checksum than its upload was created with. API reference, UploadPart: `x-amz-sdk-checksum-algorithm`. */
export function checksumMismatch(expected: string, actual: string): S3Error {
  return new S3Error(400, 'InvalidRequest', `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${actual.toLowerCase()}`);
}

/** An upload whose checksum is made of its parts' is completed without one of theirs. apache/opendal, pull request 4580, on S3's answer. */
export function checksumMissing(algorithm: string, partNumber: number): S3Error {
  return new S3Error(400, 'InvalidRequest', `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. `
    + `It was missing for part ${partNumber} in the request.`);
}
