import type { BucketConfiguration } from './object-state';
import type { StoredVersion } from './stored-version';

/** What a bucket is like, with the account that it belongs to. */
export interface KnownConfiguration extends BucketConfiguration {
  readonly account: string;
}

/** One bucket: what it is like, and its objects. */
export class Bucket {
  /** Newest version first. */
  private readonly objects = new Map<string, StoredVersion[]>();
  private sortedKeys?: string[];

  constructor(public configuration: KnownConfiguration) {}

  /** A bucket with Object Lock has versions. S3 User Guide, "Locking objects with Object Lock". */
  get versioned(): boolean {
    return this.configuration.versioned === true || this.configuration.objectLock !== undefined;
  }

  put(key: string, version: StoredVersion): void {
    const versions = this.objects.get(key);
    if (!versions) this.sortedKeys = undefined;
    this.objects.set(key, [version, ...(versions ?? []).filter(({ versionId }) => versionId !== version.versionId)]);
  }

  /** All versions of an object, newest first; none when there is no such object. */
  versions(key: string): readonly StoredVersion[] {
    return this.objects.get(key) ?? [];
  }

  /** One version, or delete marker, of an object. */
  version(key: string, versionId: string): StoredVersion | undefined {
    return this.versions(key).find((version) => version.versionId === versionId);
  }

  /** Takes one version away for good; returns it, if it was there. */
  remove(key: string, versionId: string): StoredVersion | undefined {
    const removed = this.version(key, versionId);
    const rest = this.versions(key).filter((version) => version !== removed);
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
export function compareUtf8(left: string, right: string): number {
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
