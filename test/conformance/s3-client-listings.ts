import { type ListObjectVersionsCommandOutput, ListObjectsV2Command, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { bucketInput, etagOf } from './s3-client-shapes';
import type { ListObjectsRequest, ListVersionsRequest, VersionPage } from '../../local/src/store/object-store';

/** A page of current objects. */
export async function listedObjects(send: S3Client['send'], { prefix, delimiter, startAfter, maxKeys, ...request }: ListObjectsRequest) {
  const output = await send(new ListObjectsV2Command({
    ...bucketInput(request), Prefix: prefix, Delimiter: delimiter, StartAfter: startAfter, MaxKeys: maxKeys,
  }));
  const objects = (output.Contents ?? []).map((listed) => ({
    key: listed.Key!, etag: etagOf(listed), size: listed.Size!, lastModified: listed.LastModified!, storageClass: listed.StorageClass!,
  }));
  const commonPrefixes = (output.CommonPrefixes ?? []).map(({ Prefix }) => Prefix!);
  const last = [...objects.map(({ key }) => key), ...commonPrefixes].sort().at(-1);
  return { objects, commonPrefixes, ...(output.IsTruncated && { nextStartAfter: last }) };
}

/** A page of versions. Pages of the port are of whole keys: as many of the server's as it takes. */
export async function versionPage(send: S3Client['send'], { prefix, keyMarker, maxKeys = 1000, ...request }: ListVersionsRequest): Promise<VersionPage> {
  const outputs: ListObjectVersionsCommandOutput[] = [];
  let marker: { KeyMarker?: string; VersionIdMarker?: string } | undefined = { KeyMarker: keyMarker };
  while (marker) {
    const output: ListObjectVersionsCommandOutput = await send(new ListObjectVersionsCommand({ ...bucketInput(request), Prefix: prefix, ...marker }));
    outputs.push(output);
    marker = output.IsTruncated ? { KeyMarker: output.NextKeyMarker, VersionIdMarker: output.NextVersionIdMarker } : undefined;
  }
  const versions = outputs.flatMap(({ Versions = [] }) => Versions);
  const markers = outputs.flatMap(({ DeleteMarkers = [] }) => DeleteMarkers);
  // servers begin with the marker's key or behind it; the port begins behind it
  const keys = [...new Set([...versions, ...markers].map(({ Key }) => Key!))].filter((key) => key !== keyMarker).sort();
  const chosen = new Set(keys.slice(0, maxKeys));
  const deleteMarkers = markers.filter(({ Key }) => chosen.has(Key!)).map(entryOf);
  return {
    versions: versions.filter(({ Key }) => chosen.has(Key!)).map((version) => ({
      ...entryOf(version), size: version.Size!, storageClass: version.StorageClass!, etag: etagOf(version),
    })),
    ...(deleteMarkers.length > 0 && { deleteMarkers }),
    ...(keys.length > maxKeys && { nextKeyMarker: keys[maxKeys - 1] }),
  };
}

function entryOf({ Key, VersionId, IsLatest, LastModified }: { Key?: string; VersionId?: string; IsLatest?: boolean; LastModified?: Date }) {
  return { key: Key!, versionId: VersionId!, isLatest: IsLatest!, lastModified: LastModified! };
}
