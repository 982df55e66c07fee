import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { LocalCloud, type Credentials, type JobDescriptor, type LocalCloudOptions } from 's3-batch-operations-local';
import { BUCKET, type Input } from './input';

const ACCOUNT = '111122223333';
const MANIFESTS = 'manifests';
const REPORTS = 'reports';
const [STARTER, JOB_ROLE] = ['starter', 'job'].map((name) => `arn:aws:iam::${ACCOUNT}:role/${name}`);

/** So fast that it doesn't count how long S3 leaves a job in each state. */
const CLOCK_FACTOR = 1000;

/** What a job does to each object, as the API has it. */
export const TAGGING = '<S3PutObjectTagging><TagSet><member><Key>retention</Key><Value>short</Value></member></TagSet></S3PutObjectTagging>';

export const invoking = (functionArn: string) =>
  `<LambdaInvoke><FunctionArn>${functionArn}</FunctionArn><InvocationSchemaVersion>2.0</InvocationSchemaVersion></LambdaInvoke>`;

/** An account of the local engine in this process, with the objects and the manifest of an input. Its jobs are created over HTTP, as anybody's. */
export class LocalAccount {
  static async start(input: Input, options?: Pick<LocalCloudOptions, 'onEvent'>): Promise<LocalAccount> {
    const cloud = await LocalCloud.start({ account: ACCOUNT, clockFactor: CLOCK_FACTOR, ...options });
    await cloud.seed(BUCKET, input.listing);
    await cloud.seed(MANIFESTS, input.manifests);
    await cloud.createBucket(REPORTS);
    await cloud.putRole(JOB_ROLE, [{
      Statement: [
        allow(['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], `arn:aws:s3:::${BUCKET}/*`),
        allow(['s3:GetObject', 's3:GetObjectVersion'], `arn:aws:s3:::${MANIFESTS}/*`),
        allow('s3:PutObject', `arn:aws:s3:::${REPORTS}/*`),
        allow('lambda:InvokeFunction', '*'),
      ],
    }]);
    const starter = await cloud.putRole(STARTER, [{ Statement: [allow('s3:CreateJob', '*'), allow('iam:PassRole', JOB_ROLE)] }]);
    const { etag } = (await cloud.describeObject(MANIFESTS, input.manifest))!;
    return new LocalAccount(cloud, starter, manifestXml(input.manifest, etag));
  }

  private jobs = 0;

  private constructor(readonly cloud: LocalCloud, private readonly starter: Credentials, private readonly manifest: string) {}

  /** Runs a job that reports every task; resolves when nothing more happens by itself, which must be in this state. */
  async run(operation: string, { until = 'Complete' }: { until?: 'Complete' | 'Suspended' } = {}): Promise<JobDescriptor> {
    await this.createJob(`
      <CreateJobRequest xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/">
        <ConfirmationRequired>${until === 'Suspended'}</ConfirmationRequired>
        <Operation>${operation}</Operation>
        <Report>
          <Bucket>arn:aws:s3:::${REPORTS}</Bucket><Enabled>true</Enabled><Format>Report_CSV_20180820</Format>
          <Prefix>jobs</Prefix><ReportScope>AllTasks</ReportScope>
        </Report>
        <ClientRequestToken>${++this.jobs}</ClientRequestToken>
        ${this.manifest}
        <Priority>10</Priority><RoleArn>${JOB_ROLE}</RoleArn>
      </CreateJobRequest>`);
    await this.cloud.idle();
    const job = (await this.cloud.jobs()).at(-1)!;
    if (job.Status !== until || job.ProgressSummary.NumberOfTasksFailed > 0) throw new Error(`the job ended otherwise: ${JSON.stringify(job)}`);
    return job;
  }

  /** Copies the report's rows to a file, as the command does. */
  async saveReport({ JobId }: JobDescriptor, file: string): Promise<void> {
    const key = (await this.cloud.listKeys(REPORTS)).find((found) => found.includes(JobId) && found.endsWith('.csv'))!;
    await this.cloud.saveObject(REPORTS, key, file);
  }

  /** The signature isn't looked at. */
  private async createJob(body: string): Promise<void> {
    const headers = {
      'content-type': 'application/xml',
      'x-amz-account-id': ACCOUNT,
      'authorization': `AWS4-HMAC-SHA256 Credential=${this.starter.accessKeyId}/20261121/us-east-1/s3/aws4_request`,
    };
    await new Promise<void>((resolve, reject) => {
      request(`${this.cloud.url}/v20180820/jobs`, { method: 'POST', headers }, (response) => {
        text(response).then((answer) => response.statusCode === 200 ? resolve() : reject(new Error(answer)), reject);
      }).on('error', reject).end(body);
    });
  }
}

function allow(action: string | string[], resource: string) {
  return { Effect: 'Allow', Action: action, Resource: resource };
}

function manifestXml(key: string, etag: string): string {
  return `
    <Manifest>
      <Location><ETag>${etag}</ETag><ObjectArn>arn:aws:s3:::${MANIFESTS}/${key}</ObjectArn></Location>
      <Spec><Fields><member>Bucket</member><member>Key</member></Fields><Format>S3BatchOperations_CSV_20180820</Format></Spec>
    </Manifest>`;
}
