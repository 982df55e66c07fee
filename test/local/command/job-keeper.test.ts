import type { Cloud } from '../../../local/src/cloud/cloud';
import { Interruption } from '../../../local/src/command/interruption';
import { JobKeeper } from '../../../local/src/command/job-keeper';
import type { JobDescriptor } from '../../../local/src/engine/job-descriptor';
import type { JobStatus } from '../../../local/src/engine/job-status';

/** A cloud that has jobs and remembers what is asked of them. */
function cloudWith(statuses: { [id: string]: JobStatus }, refusal?: { error: Error; nextStatus: JobStatus }) {
  const asked: string[] = [];
  const cloud = {
    jobs: async () => Object.entries(statuses).map(([id, status]) => job(id, status)),
    updateJobStatus: async (id: string, status: string) => {
      asked.push(`${id} ${status}`);
      if (!refusal) return job(id, 'Cancelled');
      statuses[id] = refusal.nextStatus;
      throw refusal.error;
    },
  } as Partial<Cloud> as Cloud;
  return { cloud, asked };
}

let interruption: Interruption;

beforeEach(() => {
  interruption = new Interruption();
});

const keeperIn = (cloud: Cloud, confirm: boolean, say: (text: string) => void = () => undefined) =>
  new JobKeeper(cloud, { confirm, interruption, say });

const job = (JobId: string, Status: JobStatus) => ({ JobId, Status }) as JobDescriptor;

test('a job that waits is confirmed if that is wanted, and once', async () => {
  const { cloud, asked } = cloudWith({ a: 'Suspended' });
  const keeper = keeperIn(cloud, true);
  await keeper.look(job('a', 'Suspended'));
  await keeper.look(job('a', 'Suspended'));
  await keeper.look(job('b', 'Active'));
  expect(asked).toEqual(['a Ready']);
});

test('otherwise the user is told how, once', async () => {
  const said: string[] = [];
  const { cloud, asked } = cloudWith({ a: 'Suspended' });
  const keeper = keeperIn(cloud, false, (text) => said.push(text));
  await keeper.look(job('a', 'Suspended'));
  await keeper.look(job('a', 'Suspended'));
  expect(asked).toEqual([]);
  expect(said).toEqual([expect.stringContaining('--confirm')]);
});

test('an interruption cancels what goes on, and what begins later', async () => {
  const { cloud, asked } = cloudWith({ done: 'Complete', runs: 'Active', waits: 'Suspended', ends: 'Cancelling' });
  const keeper = keeperIn(cloud, true);
  interruption.request();
  await keeper.cancelAll();
  await keeper.look(job('late', 'New'));
  expect(asked).toEqual(['runs Cancelled', 'waits Cancelled', 'late Cancelled']);
});

test('that a job ended before it could be cancelled is no error', async () => {
  const { cloud } = cloudWith({ a: 'Active' }, { error: new Error('the job is Complete'), nextStatus: 'Complete' });
  await expect(keeperIn(cloud, false).cancelAll()).resolves.toBeUndefined();
});

test('that a job can\'t be cancelled while it goes on is one', async () => {
  const { cloud } = cloudWith({ a: 'Active' }, { error: new Error('no connection'), nextStatus: 'Active' });
  await expect(keeperIn(cloud, false).cancelAll()).rejects.toThrow('no connection');
});
