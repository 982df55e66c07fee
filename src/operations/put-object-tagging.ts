import { Operation } from './operation';
import type { OperationBinding, Selection } from '../private/binding';
import { generalPurposeProblems } from '../private/bucket/directory-bucket';
import type { KnownOptions } from '../private/checks';
import { keysStartingWith } from '../private/key-pattern';
import { isMap, tagList } from '../private/string-maps';
import { operationOptionProblems } from '../private/struct-checks';
import { objectTagProblems } from '../private/tag-checks';
import { removesAllTags } from '../private/warnings';

/** Options of `BatchOperation.putObjectTagging`. */
export interface PutObjectTaggingOptions {
  /**
   * The tags that each object has afterwards, by key; all other tags of it are removed.
   *
   * At most 10. A key has 1 to 128 characters, a value at most 256, of letters, digits, spaces and `_ . : / = + - @`.
   * A key that starts with `aws:` is AWS's own.
   */
  readonly tags: { readonly [key: string]: string };
}

const OPTIONS: KnownOptions<PutObjectTaggingOptions> = { tags: true };

/** S3PutObjectTagging: replaces the tags of each object. */
export class PutObjectTagging extends Operation {
  public readonly name = 'S3PutObjectTagging';

  constructor(private readonly options: PutObjectTaggingOptions) {
    super();
  }

  /** @internal */
  public _bind({ objects, namesVersions }: Selection): OperationBinding {
    const given: unknown = this.options?.tags;
    const tags = tagList(isMap(given) ? given : {});
    return {
      request: { S3PutObjectTagging: { TagSet: tags } },
      permissions: objects.map(({ bucket, keyPrefix }) => ({
        bucket,
        // a version that the manifest names is another action
        actions: ['s3:PutObjectTagging', ...(namesVersions ? ['s3:PutObjectVersionTagging'] : [])],
        keyPattern: keysStartingWith(keyPrefix),
      })),
      problems: [
        ...operationOptionProblems('putObjectTagging', this.options, OPTIONS),
        ...objectTagProblems('operation.tags', given),
        ...generalPurposeProblems('putObjectTagging', objects),
      ],
      warnings: tags.length === 0 ? [removesAllTags('operation.tags')] : [],
    };
  }
}
