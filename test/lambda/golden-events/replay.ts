import type { JobEvent } from '../../../lambda/events';
import type { NewJob } from '../../../lambda/job-control';
import { decide } from '../deciding';
import { FakeService } from '../fakes';
import type { Timeline } from '../timelines';

/** As a job went when the events were recorded. */
const TIMELINE: Timeline = [
  [0, { status: 'Preparing' }],
  [10, { status: 'Active', totalTasks: 4 }],
  [60, { status: 'Complete', totalTasks: 4, succeededTasks: 4 }],
];

/** What the handler decided about an event: everything of it that somebody else sees. */
export interface Decision {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly physicalId: string;
  readonly attributes?: object;
  /** What CreateJob was sent, where a job was created. */
  readonly created: readonly Pick<NewJob, 'request' | 'tags' | 'token'>[];
  /** Every job there is then: its state, its priority, its tags. */
  readonly jobs: readonly { readonly status: string; readonly priority: number; readonly tags: readonly string[] }[];
}

/** An event, with the world that it came into. */
export interface Delivered {
  readonly stackStatus: string;
  readonly event: JobEvent;
}

/** A stack's life: one event after the other, each with what was decided. */
export interface Recording {
  /** Bytes of objects, by `bucket/key`: the assets. */
  readonly objects: { readonly [name: string]: string };
  readonly steps: readonly (Delivered & { readonly decision: Decision })[];
}

/** What today's handler decides about events, one after the other. */
export class Replay {
  private readonly s3 = new FakeService();

  constructor(objects: Recording['objects']) {
    this.s3.timeline = TIMELINE;
    this.s3.manifest = { etag: '"d41d8cd98f00b204e9800998ecf8427e"', versionId: 'v7' };
    Object.entries(objects).forEach(([name, text]) => this.s3.objects.set(name, Buffer.from(text)));
  }

  /** The next event arrives soon: where the one before didn't wait for the end of its job, that still runs. */
  async next({ stackStatus, event }: Delivered): Promise<Decision> {
    const { s3 } = this;
    const jobsBefore = s3.jobs.length;
    s3.stackStatus = stackStatus;
    s3.clock.time += 5_000;
    s3.clock.startInvocation();
    const { status, physicalId, attributes } = await decide(event, s3.services);
    return {
      status,
      physicalId,
      attributes,
      created: s3.jobs.slice(jobsBefore).map(({ made: { request, tags, token } }) => ({ request, tags, token })),
      jobs: s3.jobs.map(({ id, priority, tags }) => ({ status: s3.status(id), priority, tags: tags.map(({ Key, Value }) => `${Key}=${Value}`) })),
    };
  }
}
