import type { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { createJobBody as writtenBody } from '../../lambda/create-job-body';
import type { FunctionInvoker } from '../../local/src/engine/function-invoker';
import { createJobBody as readBody } from '../../local/src/http/s3-control/bodies';
import type { CreateJobRequest } from '../../local/src/model/job-request';
import type { JobProperties } from '../../src/private/contract';
import { jobResource } from '../fixture';
import { decide } from '../lambda/deciding';
import { createEvent } from '../lambda/events';
import { FakeService } from '../lambda/fakes';
import { FakeClock } from '../local/fake-clock';
import { JOB_ROLE, surroundings } from '../local/surroundings';

/** What synth says in its own words. */
export function refusal(declare: () => unknown): string {
  try {
    declare();
  } catch (error) {
    const { message } = error as Error;
    expect(message).toMatch(/^Stack\/Job can't be deployed as it is:\n- /);
    return message;
  }
  throw new Error('synth refused nothing');
}

export function jobRole(stack: Stack): iam.IRole {
  return iam.Role.fromRoleArn(stack, 'Role', JOB_ROLE, { mutable: false });
}

/** The properties of a stack's only job as CloudFormation hands them to the handler: all scalars are text, and the references are gone. */
export function deployedProperties(stack: Stack): JobProperties {
  const { ServiceToken: _, Values = [], ...rest } = jobResource(stack).Properties;
  const known = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value).includes('assets') ? 'assets' : JOB_ROLE);
  const asText = JSON.parse(JSON.stringify(rest), (_name, value: unknown) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value)) as JobProperties;
  return { ...asText, Values: (Values as unknown[]).map(known) };
}

/** What the handler sends for properties: CreateJob's body. */
export async function sentBody(properties: JobProperties, s3 = new FakeService()): Promise<string> {
  const answer = await decide(createEvent(properties), s3.services);
  expect(answer).toMatchObject({ status: 'SUCCESS' });
  return writtenBody(s3.jobs[0].made);
}

/** An account in which a body's job may do everything. */
export function account(functions?: FunctionInvoker) {
  const parts = surroundings(new FakeClock(undefined, { auto: true }), [{ Effect: 'Allow', Action: '*', Resource: '*' }], functions);
  const run = async (body: string, changes: Partial<CreateJobRequest> = {}) => {
    const id = parts.engine.createJob({ ...readBody(Buffer.from(body)), ...changes });
    await parts.engine.idle();
    return parts.engine.describeJob(id);
  };
  return { ...parts, run };
}
