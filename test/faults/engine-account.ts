import { AsyncLocalStorage } from 'node:async_hooks';
import type { EngineJob } from './engine-job';
import { ASSET, type JobCourse } from './matrix-service';
import { ApiLog } from '../../local/src/api-log';
import type { Clock } from '../../local/src/clock';
import type { Statement } from '../../local/src/policy/document';
import { type Principal, Principals } from '../../local/src/policy/principals';
import { MemoryStore } from '../../local/src/store/memory-store';
import type { ObjectStore } from '../../local/src/store/object-store';
import { request } from '../lambda/events';

export const ACCOUNT = '111122223333';

/** What a job finds, of its course's tasks. */
const KEYS = ['app/1', 'app/2', 'app/3', 'app/4'];

/** Before the date that the jobs' filter names. */
const OLD = new Date('2024-05-01T00:00:00Z');

/** S3 User Guide, "Granting permissions for Batch Operations". */
const STATEMENTS: readonly Statement[] = [
  { Effect: 'Allow', Action: 's3:PutInventoryConfiguration', Resource: 'arn:aws:s3:::logs' },
  { Effect: 'Allow', Action: 's3:PutObjectTagging', Resource: ['arn:aws:s3:::logs/*', 'arn:aws:s3:::objects/*'] },
  { Effect: 'Allow', Action: ['s3:GetObject', 's3:GetObjectVersion'], Resource: ['arn:aws:s3:::manifests/*', 'arn:aws:s3:::staging/*'] },
  { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::reports/*' },
];

/** The job that something is done for. */
export const jobAtHand = new AsyncLocalStorage<EngineJob>();

/** Roles, of which S3 can't assume the one of a job whose course says so. */
export class SettlingRoles extends Principals {
  constructor() {
    super();
    this.put(request.RoleArn, [{ Statement: STATEMENTS }]);
  }

  override byArn(arn: string): Principal | undefined {
    const job = jobAtHand.getStore();
    return job && failsOfRole(job.course) ? undefined : super.byArn(arn);
  }
}

/** What the scenarios' jobs need, in a store in which a task takes as long as its job works. */
export class SlowStore extends MemoryStore {
  private count = 0;

  constructor(private readonly clock: Clock, private readonly workOf: (job: EngineJob) => Promise<void>) {
    super({ clock, account: ACCOUNT, log: new ApiLog(clock), newVersionId: () => `version-${++this.count}` });
    for (const bucket of ['logs', 'objects', 'reports', 'assets']) this.createBucket(bucket, {});
    for (const bucket of ['manifests', 'staging']) this.createBucket(bucket, { versioned: true });
    for (const key of ['a.txt', 'b.txt']) this.seedObject('objects', key, { body: Buffer.from(key) });
    this.seedObject('assets', 'rows.csv', { body: ASSET });
    this.seedObject('manifests', 'lists/first.csv', { body: Buffer.from(KEYS.map((key) => `logs,${key}\n`).join('')) });
  }

  /** Puts the objects into their bucket that a job is to find; what is there and isn't to be found goes. */
  async fillFor({ tasks }: JobCourse): Promise<void> {
    for (const key of KEYS.slice(0, tasks)) this.seedObject('logs', key, { body: Buffer.from(key), lastModified: OLD });
    for (const key of KEYS.slice(tasks)) await this.asOwner().deleteObject({ bucket: 'logs', key });
  }

  override as(principal: Principal): ObjectStore {
    const store = super.as(principal);
    const job = jobAtHand.getStore()!;
    return {
      ...store,
      putObjectTagging: async (tagging) => {
        await job.task(() => this.clock.now().getTime(), this.workOf(job));
        return store.putObjectTagging(tagging);
      },
    };
  }
}

/** Whether a job fails because S3 can't assume its role. */
export function failsOfRole({ failure = '' }: JobCourse): boolean {
  return failure.includes('assume the role');
}
