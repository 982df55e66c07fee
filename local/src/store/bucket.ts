import type { ObjectBody } from './object-body';
import type { ObjectMetadata, Tag } from './object-store';

/** The version id of what was written without versions. S3 User Guide, "Using versioning in S3 buckets". */
export const NULL_VERSION = 'null';

/** One version of an object as the store holds it. Tags change in place; all else is written once. */
export interface StoredVersion {
  readonly versionId: string;
  readonly body: ObjectBody;
  readonly lastModified: Date;
  readonly storageClass: string;
  readonly metadata?: ObjectMetadata;
  /** Only of a version that says the object is deleted; it has no bytes. */
  readonly isDeleteMarker?: true;
  tags: readonly Tag[];
}

/** The objects of one bucket. */
export class Bucket {
  /** Newest version first. */
  private readonly objects = new Map<string, StoredVersion[]>();
  private sortedKeys?: string[];

  constructor(readonly versioned: boolean) {}

  put(key: string, version: StoredVersion): void {
    const versions = this.objects.get(key);
    if (!versions) this.sortedKeys = undefined;
    this.objects.set(key, [version, ...(versions ?? []).filter(({ versionId }) => versionId !== version.versionId)]);
  }

  /** All versions of an object, newest first; none when there is no such object. */
  versions(key: string): readonly StoredVersion[] {
    return this.objects.get(key) ?? [];
  }

  /** Takes one version away for good; returns it, if it was there. */
  remove(key: string, versionId: string): StoredVersion | undefined {
    const versions = this.versions(key);
    const removed = versions.find((version) => version.versionId === versionId);
    const rest = versions.filter((version) => version !== removed);
    if (rest.length > 0) {
      this.objects.set(key, rest);
    } else if (this.objects.delete(key)) {
      this.sortedKeys = undefined;
    }
    return removed;
  }

  get isEmpty(): boolean {
    return this.objects.size === 0;
  }

  /** The keys after `marker` that start with `prefix`, in UTF-8 order. */
  * keys(prefix: string, marker: string | undefined): Generator<string> {
    this.sortedKeys ??= [...this.objects.keys()].sort(compareUtf8);
    const sorted = this.sortedKeys;
    const start = marker !== undefined && compareUtf8(marker, prefix) >= 0 ? firstIndex(sorted, marker, 'after') : firstIndex(sorted, prefix, 'from');
    for (let index = start; index < sorted.length && sorted[index].startsWith(prefix); index++) yield sorted[index];
  }
}

/** By code point, which is the order of UTF-8 bytes; JavaScript's own order differs beyond U+FFFF. */
function compareUtf8(left: string, right: string): number {
  const end = Math.min(left.length, right.length);
  let index = 0;
  while (index < end && left[index] === right[index]) index++;
  if (index === end) return left.length - right.length;
  return rank(left.charCodeAt(index)) - rank(right.charCodeAt(index));
}

/** A surrogate stands for a code point beyond all others. */
function rank(codeUnit: number): number {
  const isSurrogate = codeUnit >= 0xd800 && codeUnit <= 0xdfff;
  return isSurrogate ? codeUnit + 0x10000 : codeUnit;
}

function firstIndex(sorted: readonly string[], key: string, where: 'from' | 'after'): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const order = compareUtf8(sorted[middle], key);
    if (order < 0 || (order === 0 && where === 'after')) low = middle + 1;
    else high = middle;
  }
  return low;
}
