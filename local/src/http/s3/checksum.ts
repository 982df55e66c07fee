import type { IncomingHttpHeaders } from 'node:http';
import { notImplemented } from './options';
import { headerOf } from './request';
import { CHECKSUM_ALGORITHMS } from '../../store/checksum';
import type { ChecksumAlgorithm, StoredChecksum } from '../../store/object-state';
import { S3Error } from '../../store/s3-error';

const PREFIX = 'x-amz-checksum-';

/** Headers of the same beginning that aren't checksums. */
const OTHERS = ['algorithm', 'type', 'mode'];

/** The checksum that headers or trailers bring, if they bring one. */
export function checksumIn(fields: IncomingHttpHeaders): { algorithm: ChecksumAlgorithm; expected: string } | undefined {
  const names = Object.keys(fields).filter((name) => name.startsWith(PREFIX) && !OTHERS.includes(name.slice(PREFIX.length)));
  if (names.length === 0) return undefined;
  if (names.length > 1) throw new S3Error(400, 'InvalidRequest', 'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
  return { algorithm: algorithmOf(names[0].slice(PREFIX.length)), expected: headerOf(fields, names[0])! };
}

/** The checksum that an upload in parts, or a copy, is to keep. */
export function wantedChecksumIn(headers: IncomingHttpHeaders): { algorithm: ChecksumAlgorithm; type?: StoredChecksum['type'] } | undefined {
  const algorithm = headerOf(headers, `${PREFIX}algorithm`);
  const type = headerOf(headers, `${PREFIX}type`);
  if (type !== undefined && type !== 'FULL_OBJECT' && type !== 'COMPOSITE') {
    throw new S3Error(400, 'InvalidRequest', `x-amz-checksum-type must be FULL_OBJECT or COMPOSITE, got: ${type}`);
  }
  if (algorithm === undefined && type !== undefined) throw notImplemented('a checksum type without an algorithm');
  return algorithm === undefined ? undefined : { algorithm: algorithmOf(algorithm), ...(type && { type }) };
}

/** The headers that tell of an object's checksum. */
export function checksumHeaders({ algorithm, type, value }: StoredChecksum): Record<string, string> {
  return { [PREFIX + algorithm.toLowerCase()]: value, [`${PREFIX}type`]: type };
}

function algorithmOf(name: string): ChecksumAlgorithm {
  const algorithm = CHECKSUM_ALGORITHMS.find((known) => known === name.toUpperCase());
  if (!algorithm) throw notImplemented(`checksums by ${name}`);
  return algorithm;
}
