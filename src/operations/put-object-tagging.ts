import { Token } from 'aws-cdk-lib';
import { Operation } from './operation';
import type { OperationBinding, Selection } from '../private/binding';
import { generalPurposeProblems } from '../private/bucket/directory-bucket';
import { show, type KnownOptions } from '../private/checks';
import { keysStartingWith } from '../private/key-pattern';
import { OBJECT_TAGS } from '../private/limits';
import { operationOptionProblems } from '../private/struct-checks';
import { tagProblems } from '../private/tag-checks';
import { removesAllTags } from '../private/warnings';

/** Options of `BatchOperation.putObjectTagging`. */
export interface PutObjectTaggingOptions {
  /**
   * The tags that each object has afterwards, by key; all other tags of it are removed.
   *
   * At most 10. A key has 1 to 128 characters, a value at most 256, of letters, digits, spaces and `_ . : / = + - @`.
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
    const isMap = typeof given === 'object' && given !== null && !Array.isArray(given) && !Token.isUnresolved(given);
    const tags = Object.entries(isMap ? this.options.tags : {})
      // some languages hand a map over in another order at every synth, and the template shall not change with it
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([Key, Value]) => ({ Key, Value }));
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
        ...(isMap
          ? tagProblems('operation.tags', tags, OBJECT_TAGS.count)
          : [`\`operation.tags\` must be tags by their keys, as in { retention: 'short' }, got: ${show(given)}`]),
        ...generalPurposeProblems('putObjectTagging', objects),
      ],
      warnings: isMap && tags.length === 0 ? [removesAllTags('operation.tags')] : [],
    };
  }
}
