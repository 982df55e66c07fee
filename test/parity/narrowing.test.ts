import { Account } from './account';
import { askedHandler } from './asked-handler';
import { synthesized, type Declaration } from './declaration';
import { grantsIn, policyOf, type Grant } from './grant';
import { OPERATIONS } from './operations';
import { seed } from './seeding';
import { sharedServer } from './shared-server';
import { derivedGrants } from './trial';
import { authorize } from '../../local/src/policy/authorize';
import type { BucketConfiguration } from '../../local/src/store/object-state';
import type { OperationName } from '../../src/private/contract';

const server = sharedServer();

/** Whose permissions name objects: not those of functions, which have a role of their own. */
const ON_OBJECTS = (Object.keys(OPERATIONS) as OperationName[]).filter((operation) => operation !== 'LambdaInvoke');

const OUTSIDE = { 'of another prefix': { bucket: 'objects', key: 'out/c.txt' }, 'in another bucket': { bucket: 'other', key: 'in/c.txt' } };
type Place = keyof typeof OUTSIDE;

/** As the buckets of the trials are. */
const OTHER_BUCKET: BucketConfiguration = { versioned: true, objectLock: {}, ownership: 'ObjectWriter' };

const PLACES = Object.keys(OUTSIDE) as Place[];

describe.each(ON_OBJECTS)('%s', (operation) => {
  test.each(PLACES)('may not work on an object %s than those it was declared for', async (place) => {
    const { bucket, key } = OUTSIDE[place];
    const account = await playedOutside(operation, place);
    const job = account.engine.listJobs().jobs[0];
    const denied = account.log.calls.filter(({ principal, error }) => principal === account.roles.job && error === 'AccessDenied');

    expect(job.ProgressSummary.NumberOfTasksSucceeded).toBe(0);
    expect(denied.map(({ resource }) => resource)).toContainEqual(expect.stringMatching(`^arn:aws:s3:::${bucket}(/${key})?$`));
  });

  // the other bucket isn't replicated
  test.each(PLACES.slice(0, operation === 'S3ReplicateObject' ? 1 : undefined))('might, if its role were let to, work on an object %s', async (place) => {
    const account = await playedOutside(operation, place, widened);

    expect(account.engine.listJobs().jobs[0].ProgressSummary.NumberOfTasksSucceeded).toBe(1);
  });
});

/** A job whose manifest names one object that it wasn't declared for. */
async function playedOutside(operation: OperationName, place: Place, change: (grant: Grant) => Grant = (grant) => grant): Promise<Account> {
  const declaration: Declaration = { operation, manifest: 'CSV of versions', scenario: 'versioned' };
  const prepare = async (account: Account) => {
    await seed(account, declaration);
    await listOutside(account, operation, place);
    const { principals, roles } = account;
    principals.put(roles.job, [policyOf(grantsIn('job', principals.byArn(roles.job)!.policies).map(change))]);
  };
  const account = new Account({ server, handler: askedHandler(server.url), prepare });
  await account.deploy(synthesized(declaration));
  return account;
}

async function listOutside({ store }: Account, operation: OperationName, place: Place): Promise<void> {
  const { bucket, key } = OUTSIDE[place];
  if (!store.hasBucket(bucket)) store.createBucket(bucket, OTHER_BUCKET);
  const owner = store.asOwner();
  const { versionId } = await owner.putObject({ bucket, key, body: Buffer.from(key), ...OPERATIONS[operation].objects?.object });
  await owner.putObject({ bucket: 'files', key: 'lists/m.csv', body: Buffer.from(`${bucket},${key},${versionId}`) });
}

/** On whichever bucket, and on whichever object. */
function widened(grant: Grant): Grant {
  return { ...grant, resource: grant.resource.replace(/^(arn:aws:s3:::)[^/]+(\/.*)?$/, (_, start: string, key?: string) => `${start}*${key === undefined ? '' : '/*'}`) };
}

test.each<[string, Grant['role'], string, string]>([
  ['write a report elsewhere', 'job', 's3:PutObject', 'arn:aws:s3:::reports/other/job-1/manifest.json'],
  ['write another object beside the manifest', 'handler', 's3:PutObject', 'arn:aws:s3:::files/lists/m.csv'],
  ['read another manifest', 'handler', 's3:GetObject', 'arn:aws:s3:::files/lists/other.csv'],
  ['read what the app brought for others', 'handler', 's3:GetObject', 'arn:aws:s3:::cdk-hnb659fds-assets-111122223333-us-east-1/other.csv'],
  ['pass a role that isn\'t a job\'s', 'handler', 'iam:PassRole', 'arn:aws:iam::111122223333:role/admin'],
  ['pass the role of another stack\'s job', 'handler', 'iam:PassRole', 'arn:aws:iam::111122223333:role/cdk-s3-batch-operations/Parity2/Job'],
  ['ask for another stack', 'handler', 'cloudformation:DescribeStacks', 'arn:aws:cloudformation:us-east-1:111122223333:stack/Other/id'],
  ['cancel another Region\'s job', 'handler', 's3:UpdateJobStatus', 'arn:aws:s3:eu-west-1:111122223333:job/job-1'],
  ['invoke another function', 'handler', 'lambda:InvokeFunction', 'arn:aws:lambda:us-east-1:111122223333:function:other'],
])('nobody may %s', async (_what, role, action, resource) => {
  const grants = await derivedGrants({ operation: 'S3PutObjectTagging', manifest: 'objects', scenario: 'latest' }, server);
  const policies = [policyOf(grants.filter((grant) => grant.role === role))];

  expect(authorize({ arn: 'someone', accessKeyId: 'none', policies }, action, resource)).toBe('denied');
});
