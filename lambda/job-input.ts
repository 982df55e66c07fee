import { jobTagProblems, maxObjectsProblems, requestProblems } from './request-checks';
import type { JobProperties, JobRequest, StandIn, Tag, WaitSpec } from '../src/private/contract';

/** The properties of the resource, read. */
export interface JobInput {
  readonly request: JobRequest;
  readonly runId?: string;
  /** Given, nothing but another `runId` starts a new run. */
  readonly runOn?: 'RUN_ID';
  /** The most objects that the job may work on. */
  readonly maxObjects?: number;
  /** Given, a generated manifest without objects is a success. */
  readonly onNoObjects?: 'SUCCEED';
  readonly wait: WaitSpec;
  readonly tags: Tag[];
}

/** The properties can't be made a request of; nothing has been asked of S3. */
export class InputError extends Error {}

/** {@link readJobInput}, and the checks that have to hold before the request may be sent. */
export function readCheckedInput(properties: JobProperties, accountId: string): JobInput {
  const input = readJobInput(properties);
  const problems = [...requestProblems(input.request, accountId), ...jobTagProblems(input.tags), ...maxObjectsProblems(input.maxObjects)];
  if (problems.length > 0) {
    throw new InputError(problems.join('; '));
  }
  return input;
}

/**
 * Reads what CloudFormation hands over, with the deploy-time values put in after parsing: no value can change the shape
 * of the request, whatever characters it holds.
 */
export function readJobInput(properties: JobProperties): JobInput {
  return {
    request: fillIn(JSON.parse(properties.Request), properties.Values ?? []) as JobRequest,
    runId: properties.RunId,
    runOn: properties.RunOn,
    maxObjects: properties.MaxObjects === undefined ? undefined : Number(properties.MaxObjects),
    onNoObjects: properties.OnNoObjects,
    wait: JSON.parse(properties.WaitFor),
    tags: properties.Tags ?? [],
  };
}

function fillIn(node: unknown, values: readonly string[]): unknown {
  if (Array.isArray(node)) {
    return node.map((item) => fillIn(item, values));
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  if (isStandIn(node)) {
    const value = values[node.$];
    if (typeof value !== 'string') {
      throw new InputError(`\`Values\` has no string at ${node.$}, which \`Request\` refers to; deploy the stack again from a fresh synth`);
    }
    return value;
  }
  return Object.fromEntries(Object.entries(node).map(([name, item]) => [name, fillIn(item, values)]));
}

function isStandIn(node: object): node is StandIn {
  return Object.keys(node).length === 1 && typeof (node as Partial<StandIn>).$ === 'number';
}
