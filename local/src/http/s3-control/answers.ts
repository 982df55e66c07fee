import type { JobDescriptor, JobListDescriptor } from '../../engine/job-descriptor';
import { createJobRequest } from '../../model/create-job';
import type { ModelValue } from '../../model/decode';
import { encode } from '../../model/encode';
import type { Tag } from '../../store/object-store';
import type { ApiResponse } from '../server';
import { type XmlContent, xmlResponse } from '../xml';
import { visible } from '../xml-characters';

/** CreateJob's answer. */
export function jobCreated(id: string): ApiResponse {
  return xmlResponse(200, 'CreateJobResult', { JobId: id });
}

/** DescribeJob's answer; what stands in the request is written as the request's model has it. */
export function jobDescribed(job: JobDescriptor): ApiResponse {
  const asRequested = Object.fromEntries((['Operation', 'Report', 'Manifest', 'ManifestGenerator'] as const)
    .filter((name) => job[name] !== undefined)
    .map((name) => [name, encode(job[name] as unknown as ModelValue, createJobRequest.members[name])]));
  return xmlResponse(200, 'DescribeJobResult', { Job: { ...contentOf(job), ...asRequested } });
}

/** ListJobs' answer. */
export function jobsListed(jobs: readonly JobListDescriptor[], nextToken: string | undefined): ApiResponse {
  return xmlResponse(200, 'ListJobsResult', contentOf({ NextToken: nextToken, Jobs: jobs }));
}

/** UpdateJobStatus' answer. */
export function statusUpdated({ JobId, Status, StatusUpdateReason }: JobDescriptor): ApiResponse {
  return xmlResponse(200, 'UpdateJobStatusResult', contentOf({ JobId, Status, StatusUpdateReason }));
}

/** UpdateJobPriority's answer. */
export function priorityUpdated({ JobId, Priority }: JobDescriptor): ApiResponse {
  return xmlResponse(200, 'UpdateJobPriorityResult', contentOf({ JobId, Priority }));
}

/** GetJobTagging's answer. */
export function tagsOfJob(tags: readonly Tag[]): ApiResponse {
  return xmlResponse(200, 'GetJobTaggingResult', contentOf({ Tags: tags }));
}

/** Members as elements: lists in `<member>`, dates in ISO 8601, and nothing for what isn't there. */
function contentOf(value: object): { [element: string]: XmlContent } {
  const members = Object.entries(value as { [name: string]: unknown }).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, elementOf(member)]));
}

function elementOf(value: unknown): XmlContent {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return { member: value.map(elementOf) };
  if (typeof value === 'object' && value !== null) return contentOf(value);
  return visible(String(value));
}
