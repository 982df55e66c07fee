import { Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { BatchJobProps } from '../batch-job-props';
import type { BoundJob } from './bound-job';
import type { JobProperties, JobRequest } from './contract';
import { DESCRIPTION_LENGTH } from './limits';
import { refuse } from './problems';
import { requestText, templateValues, type RequestText } from './request-text';
import { runFingerprint } from './run-fingerprint';
import { OnNoObjects } from '../on-no-objects';
import { RunOn } from '../run-on';

type Properties = { readonly [property in Exclude<keyof JobProperties, 'Tags'>]: unknown };

/** The request of a job, as it stands in the template. */
export function jobRequestText(job: IConstruct, roleArn: string, props: BatchJobProps, bound: BoundJob): RequestText {
  const request = requestText(jobRequest(job, roleArn, props, bound));
  refuse(job, request.problems);
  return request;
}

/** What the custom resource of a job says of it, tags aside: these are final only when the template is written. */
export function jobProperties(job: IConstruct, request: RequestText, props: BatchJobProps, bound: BoundJob): Properties {
  const { runId, runOn, maxObjects, onNoObjects } = props;
  return {
    Request: request.text,
    Values: templateValues(job, request.values),
    RunId: runId,
    RunOn: runOn === RunOn.RUN_ID ? runOn : undefined,
    // as text, which CloudFormation would make of it in a way of its own
    MaxObjects: maxObjects === undefined ? undefined : Tokenization.stringifyNumber(maxObjects),
    OnNoObjects: onNoObjects === OnNoObjects.SUCCEED ? onNoObjects : undefined,
    WaitFor: JSON.stringify(bound.wait.spec),
    RunFingerprint: runFingerprint(request, runId, runOn),
  };
}

function jobRequest(job: IConstruct, roleArn: string, props: BatchJobProps, { operation, report, manifest }: BoundJob): JobRequest {
  return {
    Operation: operation.request,
    Report: report.request,
    Priority: props.priority ?? 10,
    RoleArn: roleArn,
    ConfirmationRequired: props.confirmationRequired ?? false,
    Description: props.description ?? defaultDescription(job),
    ...manifest.request,
  };
}

/** As much of the path as there is room for, without half of a character at its end. */
function defaultDescription({ node: { path } }: IConstruct): string {
  return path.slice(0, DESCRIPTION_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}
