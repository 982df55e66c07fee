import { decide, decideAcrossHops } from './deciding';
import { createEvent, properties, taggingWith, updateEvent } from './events';
import { FakeService } from './fakes';
import { busyWith, failingWith } from './timelines';

const made = properties({ request: taggingWith('frozen'), OnNoObjects: 'SUCCEED' });

let s3: FakeService;
let old: string;
beforeEach(async () => {
  s3 = new FakeService();
  s3.timeline = busyWith(100);
  ({ physicalId: old } = await decide(createEvent(), s3.services));
  s3.stackStatus = 'UPDATE_IN_PROGRESS';
});

const replace = () => decide(updateEvent(old, properties(), made), s3.services);
const statuses = () => s3.jobs.map(({ id }) => s3.status(id));

describe('a successor that finds no objects, where that is a success,', () => {
  beforeEach(() => {
    s3.timeline = failingWith('InvalidManifestContent', 'Manifest generation found no keys matching the filter criteria');
  });

  test('takes the place of the old job all the same', async () => {
    expect(await replace()).toMatchObject({ status: 'SUCCESS', reason: expect.stringContaining('found no object'), attributes: { JobId: s3.jobs[1].id } });
    expect(statuses()).toEqual(['Cancelled', 'Failed']);
  });

  test('doesn\'t wait for ever for one that doesn\'t stop', async () => {
    s3.stopsWithin = Infinity;

    expect(await decideAcrossHops(updateEvent(old, properties(), made), s3)).toMatchObject({ status: 'SUCCESS' });
    expect(s3.jobs[0].cancelledAt).toBeDefined();
  });

  test('leaves the old job to a stack that turns back meanwhile', async () => {
    const sleep = s3.clock.sleep;
    s3.clock.sleep = async (milliseconds) => {
      s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
      await sleep(milliseconds);
    };

    expect((await replace()).status).toBe('FAILED');
    expect(statuses()).toEqual(['Active', 'Failed']);
  });
});
