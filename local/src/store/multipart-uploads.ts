import { createHash } from 'node:crypto';
import { checkedChecksum, checksumOf, checksumTypeOfParts, DEFAULT_ALGORITHM } from './checksum';
import { type AssembledObject, assembled } from './multipart-assembly';
import { checksumMismatch, invalidPartNumber, noSuchUpload } from './multipart-error';
import type { ChecksumAlgorithm, StoredChecksum } from './object-state';
import type { CompleteUploadRequest, PutObjectRequest, UploadPartRequest, UploadRequest } from './object-store';

/** What an upload in parts says of its object when it begins. */
export type UploadedObject = Omit<PutObjectRequest, 'body'>;

/** An upload that has begun and not ended. */
export interface Upload {
  readonly object: UploadedObject;
  readonly algorithm: ChecksumAlgorithm;
  readonly checksumType: StoredChecksum['type'];
  readonly parts: Map<number, Part>;
}

/** A part as it was uploaded. */
export interface Part {
  readonly body: Buffer;
  /** MD5 in hex. */
  readonly etag: string;
  readonly checksum: string;
}

/** API reference, UploadPart. */
const LAST_PART_NUMBER = 10_000;

/** The uploads in parts that go on in one store. */
export class MultipartUploads {
  private readonly uploads = new Map<string, Upload>();

  constructor(private readonly newUploadId: () => string) {}

  create(object: UploadedObject): { uploadId: string } {
    const { algorithm, type } = object.checksum ?? { algorithm: DEFAULT_ALGORITHM };
    const checksumType = checksumTypeOfParts(algorithm, type);
    const uploadId = this.newUploadId();
    this.uploads.set(uploadId, { object, algorithm, checksumType, parts: new Map() });
    return { uploadId };
  }

  /** The object that an upload is to become. */
  objectOf(request: UploadRequest): UploadedObject {
    return this.upload(request).object;
  }

  /** Takes a part, or another one in its place. */
  async uploadPart(request: UploadPartRequest): Promise<{ etag: string; checksum: StoredChecksum }> {
    const { partNumber, body, checksum } = request;
    const upload = this.upload(request);
    if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > LAST_PART_NUMBER) throw invalidPartNumber(partNumber);
    checkAlgorithm(upload, checksum?.algorithm);
    const { algorithm } = checksum ?? upload;
    const value = await checkedChecksum(body, { algorithm, expected: checksum?.expected });
    const kept = algorithm === upload.algorithm ? value : await checksumOf(body, upload.algorithm);
    const etag = createHash('md5').update(body).digest('hex');
    upload.parts.set(partNumber, { body, etag, checksum: kept });
    return { etag, checksum: { algorithm, type: 'FULL_OBJECT', value } };
  }

  /** What the upload has become an object of. It ends only if the parts can be put together. */
  async complete(request: CompleteUploadRequest): Promise<AssembledObject> {
    const object = await assembled(this.upload(request), request.parts);
    // somebody else may have ended it meanwhile
    this.end(request);
    return object;
  }

  abort(request: UploadRequest): void {
    this.end(request);
  }

  private end(request: UploadRequest): void {
    this.upload(request);
    this.uploads.delete(request.uploadId);
  }

  private upload({ bucket, key, uploadId }: UploadRequest): Upload {
    const upload = this.uploads.get(uploadId);
    if (!upload || upload.object.bucket !== bucket || upload.object.key !== key) throw noSuchUpload();
    return upload;
  }
}

/**
 * A part's checksum is of the algorithm that its upload names, and where the object's is made of them, no part goes without. An
 * upload that names none takes each. API reference, UploadPart; aws-sdk-go-v2 issue 3005 and versitygw issue 1342 on S3's answers.
 */
function checkAlgorithm({ object: { checksum }, checksumType }: Upload, sent: ChecksumAlgorithm | undefined): void {
  if (!checksum || sent === checksum.algorithm || (sent === undefined && checksumType === 'FULL_OBJECT')) return;
  throw checksumMismatch(checksum.algorithm, sent ?? 'null');
}
