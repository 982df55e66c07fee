import { accountOf, invokingRequest, type Invoked, recordingFunction } from './delivery-fixture';
import { csvRequest } from '../surroundings';

const KEYS = Array.from({ length: 200 }, (_, index) => `key-${index}`);
const CSV = KEYS.map((key) => `logs,${key}\n`).join('');

/** The keys of a tagging job in the order in which its tasks began. */
async function tagged(shuffleSeed?: number, jobs = 1): Promise<string[][]> {
  const { engine, store, log } = accountOf({ shuffleSeed }, KEYS);
  for (let job = 1; job <= jobs; job++) {
    engine.createJob(await csvRequest(store, CSV, { ClientRequestToken: `token-${job}` }));
    await engine.idle();
  }
  const keys = log.calls.filter(({ action }) => action === 's3:PutObjectTagging').map(({ resource }) => resource.split('/')[1]);
  return Array.from({ length: jobs }, (_, job) => keys.slice(job * KEYS.length, (job + 1) * KEYS.length));
}

test('tasks begin in the manifest\'s order unless there is a seed', async () => {
  expect(await tagged()).toEqual([KEYS]);
});

// S3 User Guide, "Tracking job status and completion reports"
test('with a seed tasks begin in another order than the manifest\'s, each once', async () => {
  const [keys] = await tagged(7);
  expect(keys).not.toEqual(KEYS);
  expect([...keys].sort()).toEqual([...KEYS].sort());
});

test('a seed gives each job the same order, whatever ran before', async () => {
  const [first, second] = await tagged(7, 2);
  expect(second).toEqual(first);
  expect(await tagged(7)).toEqual([first]);
  expect(await tagged(8)).not.toEqual([first]);
});

test('a function that takes several tasks at once gets them in the seed\'s order', async () => {
  const batches = async (shuffleSeed?: number) => {
    const invoked: Invoked[] = [];
    const { engine, store } = accountOf({ shuffleSeed, unknowns: { tasksPerInvocation: 10 } }, KEYS, recordingFunction(invoked));
    engine.createJob(await invokingRequest(store, CSV));
    await engine.idle();
    expect(invoked.every(({ tasks }) => tasks.length === 10)).toBe(true);
    return invoked.flatMap(({ tasks }) => tasks.map(({ s3Key }) => s3Key));
  };
  expect(await batches()).toEqual(KEYS);
  const keys = await batches(7);
  expect([keys]).toEqual(await tagged(7));
});
