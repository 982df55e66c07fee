import { badRequest, notImplemented, ServiceError } from '../../engine/service-error';
import { createJobRequest, putJobTaggingRequest } from '../../model/create-job';
import { decode, type ModelValue } from '../../model/decode';
import { notImplemented as pathsNotImplemented } from '../../model/implemented';
import type { CreateJobRequest } from '../../model/job-request';
import { brokenRules, JOB_TAG_LIMIT, tagRules } from '../../model/rules';
import type { StructureShape } from '../../model/shape';
import type { Tag } from '../../store/object-store';
import { parseXml, type XmlNode } from '../xml';

/** CreateJob's body: valid by the service model and the documented rules, and nothing in it that the engine would ignore. */
export function createJobBody(body: Buffer): CreateJobRequest {
  const value = decoded(body, 'CreateJobRequest', createJobRequest);
  refuse(brokenRules(value));
  const missing = pathsNotImplemented(value);
  if (missing.length > 0) throw notImplemented(missing.join(', '));
  return value as unknown as CreateJobRequest;
}

/** PutJobTagging's body: all tags that the job is to have. */
export function putJobTaggingBody(body: Buffer): readonly Tag[] {
  const { Tags } = decoded(body, 'PutJobTaggingRequest', putJobTaggingRequest) as unknown as { readonly Tags: readonly Tag[] };
  if (Tags.length > JOB_TAG_LIMIT) {
    throw new ServiceError(400, 'TooManyTagsException', `a job may have ${JOB_TAG_LIMIT} tags, got ${Tags.length}`);
  }
  refuse(tagRules(Tags as unknown as ModelValue));
  return Tags;
}

function decoded(body: Buffer, root: string, shape: StructureShape): ModelValue {
  const node = parsed(body);
  if (node.name !== root) throw badRequest(`the body must be a \`${root}\`, got: ${node.name}`);
  const { value, violations } = decode(node, shape);
  refuse(violations);
  return value;
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw badRequest(problems.join('; '));
}

function parsed(body: Buffer): XmlNode {
  try {
    return parseXml(body);
  } catch (error) {
    throw badRequest((error as Error).message);
  }
}
