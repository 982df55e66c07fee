import { Stack, type ITaggableV2 } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Tag } from './contract';
import { JOB_TAGS } from './limits';
import { tagProblems } from './tag-checks';

/** What the keys of the handler's own tags start with. */
const RESERVED = 'cdk-s3-batch-operations:';

const MOST = JOB_TAGS.count - JOB_TAGS.ours;

/**
 * The tags of a job, its stacks' own among them: CloudFormation puts those on its own resources, but knows no tags of a
 * custom one. Final only once all aspects have been applied.
 */
export function jobTags(job: IConstruct & ITaggableV2): Tag[] {
  const tags = { ...stackTags(Stack.of(job)), ...job.cdkTagManager.tagValues() };
  return Object.entries(tags)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([Key, Value]) => ({ Key, Value }));
}

/** A stack's tags, over those of the stack that it is nested in. */
function stackTags(stack: Stack): { readonly [key: string]: string } {
  const outer = stack.nestedStackParent;
  return { ...(outer && stackTags(outer)), ...stack.tags.tagValues() };
}

/** Tags that the job can't have. */
export function jobTagProblems(tags: readonly Tag[]): string[] {
  const reserved = tags.filter((tag) => tag.Key.startsWith(RESERVED));
  return [
    ...(tags.length > MOST
      ? [`\`tags\` must hold at most ${MOST} tags, the stack's own included, as S3 takes ${JOB_TAGS.count} and ${JOB_TAGS.ours} are the handler's; `
        + `keep some off with Tags.of(…).add(…, { excludeResourceTypes: ['Custom::S3BatchJob', 'aws:cdk:stack'] }), got: ${tags.length}`]
      : []),
    ...tagProblems('tags', tags, Infinity),
    ...reserved.map((tag) => `a key of \`tags\` must not start with ${RESERVED}, which the job's own tags do, got: ${tag.Key}`),
  ];
}
