import { decide } from './deciding';
import { completed, createEvent, deleteEvent, properties, request, STACK_ID, started, taggingWith, updateEvent } from './events';
import { FakeService } from './fakes';
import { ServiceError } from '../../lambda/job-control';
import { parsePhysicalId } from '../../lambda/physical-id';
import type { JobProperties, WaitSpec } from '../../src/private/contract';

const lost = new ServiceError('ECONNRESET', 'socket hang up');
const refused = new ServiceError('BadRequestException', 'no such option', 400);

let s3: FakeService;
beforeEach(() => {
  s3 = new FakeService();
});

/** Creates the resource and moves the stack on to its next operation. */
async function deployed(made: JobProperties = properties()): Promise<string> {
  const { physicalId } = await decide(createEvent(made), s3.services);
  s3.stackStatus = 'UPDATE_IN_PROGRESS';
  return physicalId;
}

async function afterItEnded(): Promise<void> {
  await s3.clock.sleep(120_000);
}

describe('a creation', () => {
  test('creates the job of the request, marked as ours, and answers with all attributes', async () => {
    const answer = await decide(createEvent(properties({ wait: completed, Tags: [{ Key: 'team', Value: 'a' }] })), s3.services);

    const [job] = s3.jobs;
    expect(job.made.request).toEqual(request);
    expect(job.made.tags).toEqual([
      { Key: 'team', Value: 'a' },
      { Key: 'cdk-s3-batch-operations:stack', Value: STACK_ID },
      { Key: 'cdk-s3-batch-operations:logical-id', Value: 'Job' },
      { Key: 'cdk-s3-batch-operations:request', Value: 'create-1/1' },
    ]);
    expect(answer).toEqual({
      status: 'SUCCESS',
      physicalId: expect.stringMatching(new RegExp(`^${job.id}/1-[0-9a-f]{64}$`)),
      attributes: {
        JobId: job.id,
        JobArn: `arn:aws:s3:us-east-1:111122223333:job/${job.id}`,
        JobStatus: 'Complete',
        TotalNumberOfTasks: '4',
        NumberOfTasksSucceeded: '4',
        NumberOfTasksFailed: '0',
        ReportManifestKey: `batch/job-${job.id}/manifest.json`,
      },
    });
  });

  test('sends a token of at most 64 characters, the same for each delivery and another for each event', async () => {
    await decide(createEvent(properties(), 'one'), s3.services);
    await decide(createEvent(properties(), 'two'), s3.services);
    const again = new FakeService();
    await decide(createEvent(properties(), 'one'), again.services);

    const [one, two] = s3.jobs.map((job) => job.made.token);
    expect(one.length).toBeLessThanOrEqual(64);
    expect(two).not.toBe(one);
    expect(again.jobs[0].made.token).toBe(one);
  });

  test.each([
    ['before S3 saw the call', 'before'],
    ['after S3 made the job', 'after'],
  ] as const)('makes one job when CreateJob\'s answer is lost %s', async (_, when) => {
    s3.fail('createJob', { when, error: lost });

    const answer = await decide(createEvent(), s3.services);

    expect(answer.status).toBe('SUCCESS');
    expect(s3.createdJobs()).toBe(1);
  });

  test('makes one job when the event is delivered again, an hour later', async () => {
    const first = await decide(createEvent(), s3.services);
    s3.clock.time += 3_600_000;
    s3.clock.invocationEnds = new Date(s3.clock.time + 840_000);

    const second = await decide(createEvent(), s3.services);

    expect(s3.createdJobs()).toBe(1);
    expect(second.physicalId).toBe(first.physicalId);
  });

  test('cancels all but the oldest job of its event', async () => {
    await decide(createEvent(), s3.services);
    s3.jobs.push({ ...s3.jobs[0], id: 'twin', createdAt: new Date(s3.jobs[0].createdAt.getTime() + 1) });

    const answer = await decide(createEvent(), s3.services);

    expect(parsePhysicalId(answer.physicalId)).toMatchObject({ jobId: s3.jobs[0].id });
    expect(s3.status('twin')).toBe('Cancelled');
  });

  test('two deliveries at the same time end with one live job, whose id both answer', async () => {
    const answers = await Promise.all([decide(createEvent(), s3.services), decide(createEvent(), s3.services)]);

    expect(new Set(answers.map(({ physicalId }) => physicalId)).size).toBe(1);
    expect(s3.liveJobs()).toHaveLength(1);
  });

  test.each(['describeJob', 'nothing'])('cancels its job although the invocation has no time left, with %s failing', async (method) => {
    s3.timeline = [[0, { status: 'Active' }]];
    s3.clock.invocationEnds = new Date(s3.clock.time + 60_000);
    s3.fail('invoke', { when: 'before', error: lost }, { when: 'before', error: lost });
    s3.fail(method, ...Array.from({ length: 100 }, () => ({ when: 'before' as const, error: new ServiceError('SlowDown', 'slow', 503) })));

    expect(await decide(createEvent(properties({ wait: completed })), s3.services)).toMatchObject({ status: 'FAILED' });

    expect(s3.jobs[0].cancelledAt).toBeDefined();
  });

  test('delivered again after its success was taken, keeps the job', async () => {
    s3.timeline = [[0, { status: 'Active' }]];
    const first = await decide(createEvent(), s3.services);
    s3.stackStatus = 'CREATE_COMPLETE';

    expect((await decide(createEvent(), s3.services)).physicalId).toBe(first.physicalId);
    expect(s3.liveJobs()).toHaveLength(1);
  });

  test('answers its job although S3 stops listing jobs right after it created one', async () => {
    const create = s3.createJob.bind(s3);
    s3.createJob = (job) => {
      s3.fail('listJobs', ...Array.from({ length: 1000 }, () => ({ when: 'before' as const, error: new ServiceError('AccessDenied', 'no', 403) })));
      return create(job);
    };

    expect(await decide(createEvent(), s3.services)).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id } });
  });

  test('takes for its own what another delivery creates between two looks', async () => {
    s3.timeline = [[0, { status: 'Active' }]];
    const list = s3.listJobs.bind(s3);
    let looks = 0;
    s3.listJobs = async function* (statuses) {
      if (++looks === 2) {
        await decide(createEvent(), s3.services);
      }
      yield* list(statuses);
    };

    const answer = await decide(createEvent(), s3.services);

    expect(answer).toMatchObject({ status: 'SUCCESS', attributes: { JobId: s3.jobs[0].id } });
    expect(s3.createdJobs()).toBe(1);
  });

  test('cancels what a lost answer may have made before it says that it failed', async () => {
    const denied = new ServiceError('AccessDenied', 'no', 403);
    s3.fail('createJob', ...Array.from({ length: 24 }, () => ({ when: 'before' as const, error: denied })), { when: 'after', error: lost });
    s3.timeline = [[0, { status: 'Active' }]];

    await decide(createEvent(), s3.services);

    expect(s3.liveJobs()).toEqual([]);
  });

  test('until created: a job that an earlier delivery cancelled is no success', async () => {
    s3.timeline = [[0, { status: 'Active' }]];
    await decide(createEvent(properties({ wait: { until: 'created' } })), s3.services);
    s3.jobs[0].cancelledAt = s3.clock.now();
    await afterItEnded();

    expect(await decide(createEvent(properties({ wait: { until: 'created' } })), s3.services)).toMatchObject({ status: 'FAILED' });
  });

  test('cancels a job that DescribeJob does not show', async () => {
    s3.timeline = [[0, { status: 'Active' }]];
    s3.fail('describeJob', ...Array.from({ length: 100 }, () => ({ when: 'before' as const, error: new ServiceError('NoSuchJob', '', 404) })));

    expect(await decide(createEvent(), s3.services)).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('unknown to S3') });

    expect(s3.jobs[0].cancelledAt).toBeDefined();
  });

  test('asks again while IAM still refuses the role, then creates', async () => {
    const denied = new ServiceError('AccessDenied', 'not authorized to perform iam:PassRole', 403);
    s3.fail('createJob', { when: 'before', error: denied }, { when: 'before', error: denied });

    expect((await decide(createEvent(), s3.services)).status).toBe('SUCCESS');
    expect(s3.createdJobs()).toBe(1);
  });

  test('gives IAM three minutes', async () => {
    const denied = new ServiceError('AccessDenied', 'no', 403);
    s3.fail('createJob', ...Array.from({ length: 100 }, () => ({ when: 'before' as const, error: denied })));
    const begun = s3.clock.time;

    const answer = await decide(createEvent(), s3.services);

    expect(answer).toMatchObject({ status: 'FAILED', physicalId: 'none/create-1', reason: expect.stringContaining('AccessDenied') });
    expect(s3.clock.time - begun).toBeGreaterThanOrEqual(180_000);
    expect(s3.clock.time - begun).toBeLessThan(200_000);
  });

  test('fails at once, saying that there is no job, when S3 refuses the request', async () => {
    s3.fail('createJob', { when: 'before', error: refused });

    const answer = await decide(createEvent(), s3.services);

    expect(answer).toEqual({
      status: 'FAILED', physicalId: 'none/create-1', reason: 'no job was created: BadRequestException: no such option',
    });
    expect(s3.calls.filter((call) => call === 'createJob')).toHaveLength(1);
  });

  test('says that it does not know when no answer ever came', async () => {
    s3.fail('createJob', ...Array.from({ length: 100 }, () => ({ when: 'before' as const, error: lost })));

    expect(await decide(createEvent(), s3.services)).toMatchObject({ status: 'FAILED', physicalId: 'unknown/create-1' });
  });

  test.each(['ROLLBACK_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'CREATE_COMPLETE'])(
    'creates nothing while the stack is in %s', async (status) => {
      s3.stackStatus = status;

      const answer = await decide(createEvent(), s3.services);

      expect(answer).toMatchObject({ status: 'FAILED', physicalId: 'none/create-1', reason: expect.stringContaining(status) });
      expect(s3.createdJobs()).toBe(0);
    });

  test('cancels its own job when the stack turns back while CreateJob is under way', async () => {
    const create = s3.createJob.bind(s3);
    s3.createJob = async (job) => {
      s3.stackStatus = 'ROLLBACK_IN_PROGRESS';
      return create(job);
    };

    const answer = await decide(createEvent(), s3.services);

    expect(answer.status).toBe('FAILED');
    expect(s3.createdJobs()).toBe(1);
    expect(s3.liveJobs()).toEqual([]);
  });

  test('cancels its job when the stack turns back while it waits', async () => {
    s3.timeline = [[0, { status: 'Preparing' }]];
    const sleep = s3.clock.sleep;
    s3.clock.sleep = async (milliseconds) => {
      s3.stackStatus = 'ROLLBACK_IN_PROGRESS';
      await sleep(milliseconds);
    };

    const answer = await decide(createEvent(), s3.services);

    expect(answer).toMatchObject({ status: 'FAILED', reason: expect.stringContaining('stopped waiting') });
    expect(s3.liveJobs()).toEqual([]);
  });

  test('refuses a filter that came out empty, and asks S3 nothing', async () => {
    const generator = request.ManifestGenerator!.S3JobManifestGenerator;
    const widened = { ...request, ManifestGenerator: { S3JobManifestGenerator: { ...generator, Filter: {} } } };

    const answer = await decide(createEvent(properties({ request: widened })), s3.services);

    expect(answer).toEqual({
      status: 'FAILED',
      physicalId: 'none/create-1',
      reason: '`Filter` must not be empty: S3 would select every object of the bucket',
    });
    expect(s3.calls).toEqual([]);
  });

  test('refuses a prefix that came out empty, and asks S3 nothing', async () => {
    const text = JSON.stringify(request).replace('"app/"', '{"$":0}');

    const answer = await decide(createEvent({ ...properties(), Request: text, Values: [''] }), s3.services);

    expect(answer).toMatchObject({ status: 'FAILED', physicalId: 'none/create-1', reason: expect.stringContaining('must not be empty') });
    expect(s3.calls).toEqual([]);
  });
});

describe('an update of the same definition', () => {
  test('starts no job, whatever the stack is doing', async () => {
    const id = await deployed();
    s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';

    const answer = await decide(updateEvent(id, properties(), properties({ wait: completed })), s3.services);

    expect(answer).toMatchObject({ status: 'SUCCESS', physicalId: id, attributes: { JobId: s3.jobs[0].id } });
    expect(s3.createdJobs()).toBe(1);
  });

  test('does not judge a job that failed since', async () => {
    s3.timeline = [[0, { status: 'Active' }], [60, { status: 'Failed' }]];
    const id = await deployed();
    await afterItEnded();

    const answer = await decide(updateEvent(id, properties(), properties()), s3.services);

    expect(answer).toMatchObject({ status: 'SUCCESS', attributes: { JobStatus: 'Failed' } });
  });

  test('changes the priority of a job that still runs', async () => {
    const id = await deployed();

    await decide(updateEvent(id, properties(), properties({ request: { ...request, Priority: 77 } })), s3.services);

    expect(s3.jobs[0].priority).toBe(77);
  });

  test('does not fail over the priority of a job that ends just then', async () => {
    s3.timeline = [[0, { status: 'Active' }], [60, { status: 'Complete' }]];
    const id = await deployed();
    s3.updatePriority = async () => {
      await afterItEnded();
      throw refused;
    };

    const answer = await decide(updateEvent(id, properties(), properties({ request: { ...request, Priority: 77 } })), s3.services);

    expect(answer).toMatchObject({ status: 'SUCCESS', physicalId: id });
  });

  test('merges tags: ours and foreign ones stay, dropped ones go', async () => {
    const before = properties({ Tags: [{ Key: 'team', Value: 'a' }, { Key: 'dropped', Value: 'x' }] });
    const id = await deployed(before);
    s3.jobs[0].tags = [...s3.jobs[0].tags, { Key: 'foreign', Value: 'by hand' }];

    await decide(updateEvent(id, before, properties({ Tags: [{ Key: 'team', Value: 'b' }] })), s3.services);

    const tags = s3.jobs[0].tags.map(({ Key, Value }) => `${Key}=${Value}`);
    expect(tags.filter((tag) => !tag.startsWith('cdk-'))).toEqual(['foreign=by hand', 'team=b']);
    expect(tags.filter((tag) => tag.startsWith('cdk-'))).toHaveLength(3);
  });

  describe('where S3 takes no more tags beside those that others gave the job', () => {
    const foreign = Array.from({ length: 46 }, (_, index) => ({ Key: `foreign-${index}`, Value: 'by hand' }));
    const tagged = properties({ Tags: [{ Key: 'team', Value: 'a' }, { Key: 'app', Value: 'b' }] });

    test.each([
      ['a job that has ended, says so in its success', 600_000, 'SUCCESS'],
      ['a live job, fails', 0, 'FAILED'],
    ])('%s, at once', async (_, age, status) => {
      s3.timeline = [[0, { status: 'Active' }], [300, { status: 'Complete' }]];
      const id = await deployed();
      await s3.clock.sleep(age);
      s3.jobs[0].tags = [...s3.jobs[0].tags, ...foreign];
      const begun = s3.clock.time;

      expect(await decide(updateEvent(id, properties(), tagged), s3.services)).toMatchObject({
        status, physicalId: id, reason: expect.stringContaining('with the 2 of the definition, it would have 51, and S3 takes 50'),
      });
      expect(s3.clock.time).toBe(begun);
      expect(s3.calls).not.toContain('replaceTags');
    });

    test('takes the last one', async () => {
      const id = await deployed();
      s3.jobs[0].tags = [...s3.jobs[0].tags, ...foreign.slice(1)];

      await decide(updateEvent(id, properties(), tagged), s3.services);

      expect(s3.jobs[0].tags).toHaveLength(50);
    });
  });

  test.each([
    ['role', { ...request, RoleArn: 'arn:aws:iam::111122223333:role/other' }],
    ['report', { ...request, Report: { ...request.Report, Prefix: 'elsewhere' } }],
  ])('fails when a live job would lose its %s, but not while rolling back', async (lostThing, changed) => {
    const id = await deployed();
    const event = updateEvent(id, properties(), properties({ request: changed }));

    expect(await decide(event, s3.services)).toMatchObject({
      status: 'FAILED', physicalId: id, reason: expect.stringContaining(`still runs with the old ${lostThing}`),
    });
    s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await decide(event, s3.services)).toMatchObject({ status: 'SUCCESS', physicalId: id });
    expect(s3.liveJobs()).toHaveLength(1);
  });

  test('knows a job that S3 has forgotten as expired', async () => {
    const id = await deployed();
    s3.forget(s3.jobs[0].id);

    const answer = await decide(updateEvent(id, properties(), properties()), s3.services);

    expect(answer).toMatchObject({ status: 'SUCCESS', physicalId: id, attributes: { JobStatus: 'Expired', NumberOfTasksFailed: '0' } });
    expect(answer.attributes?.JobArn).toBe(`arn:aws:s3:us-east-1:111122223333:job/${id.split('/')[0]}`);
  });

  test('has an ARN without a job, which a policy can hold and no job has', async () => {
    s3.stackStatus = 'UPDATE_IN_PROGRESS';
    const run = parsePhysicalId(await deployed());
    const answer = await decide(updateEvent(`none/${'run' in run && run.run}`, properties(), properties()), s3.services);

    expect(answer.attributes).toEqual({
      JobId: '',
      JobArn: 'arn:aws:s3:us-east-1:111122223333:job/none',
      JobStatus: 'None',
      TotalNumberOfTasks: '0',
      NumberOfTasksSucceeded: '0',
      NumberOfTasksFailed: '0',
      ReportManifestKey: '',
    });
  });

  test('needs nothing of the definition before, which may be one that could not be read', async () => {
    const id = await deployed();
    const unreadable = { ...properties(), Request: '{"Operation":{"$":7}}', Values: [] };

    expect(await decide(updateEvent(id, unreadable, properties()), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId: id });
    expect(s3.liveJobs()).toHaveLength(1);
  });

  test('takes an id of an older hash for the same run when the definition did not change', async () => {
    const id = (await deployed()).replace('/1-', '/0-');
    await afterItEnded();

    expect((await decide(updateEvent(id, properties(), properties()), s3.services)).physicalId).toBe(id);
    expect((await decide(updateEvent(id, properties(), properties({ RunId: 'again' })), s3.services)).physicalId).not.toBe(id);
  });
});

describe('an update to another definition', () => {
  const changed = properties({ request: taggingWith('frozen') });

  test('starts a new job, which names the run it supersedes', async () => {
    const id = await deployed();
    await afterItEnded();

    const answer = await decide(updateEvent(id, properties(), changed), s3.services);

    expect(answer.status).toBe('SUCCESS');
    expect(answer.physicalId).not.toBe(id);
    expect(s3.jobs[1].tags).toContainEqual({ Key: 'cdk-s3-batch-operations:previous', Value: id });
  });

  test('runs the same request again for another runId', async () => {
    const id = await deployed();
    await afterItEnded();

    await decide(updateEvent(id, properties(), properties({ RunId: '2' })), s3.services);

    expect(s3.createdJobs()).toBe(2);
  });

  test('keeps the old id when the new job fails', async () => {
    const id = await deployed();
    await afterItEnded();
    s3.timeline = [[0, { status: 'Failed', failureReasons: [{ code: 'InvalidManifestContent', reason: 'found no keys matching' }] }]];

    const answer = await decide(updateEvent(id, properties(), changed), s3.services);

    expect(answer).toMatchObject({ status: 'FAILED', physicalId: id, reason: expect.stringContaining('InvalidManifestContent') });
  });

  test('starts nothing when the stack\'s status cannot be read', async () => {
    const id = await deployed();
    await afterItEnded();
    s3.fail('statusOf', ...Array.from({ length: 100 }, () => ({ when: 'before' as const, error: new ServiceError('AccessDenied', 'no', 403) })));

    expect(await decide(updateEvent(id, properties(), changed), s3.services)).toMatchObject({
      status: 'FAILED', physicalId: id, reason: 'the status of the stack could not be read: AccessDenied: no',
    });
    expect(s3.createdJobs()).toBe(1);
  });

  test.each(['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'])('in %s, asks for the stack\'s status again when that fails once', async (status) => {
    const id = await deployed();
    await afterItEnded();
    s3.stackStatus = status;
    s3.fail('statusOf', { when: 'before', error: new ServiceError('Throttling', 'Rate exceeded', 400) });

    expect((await decide(updateEvent(id, properties(), changed), s3.services)).status).toBe('SUCCESS');
  });

  test('cancels the job that an earlier delivery left, when a later one finds the stack moved on', async () => {
    const id = await deployed();
    await afterItEnded();
    const event = updateEvent(id, properties(), changed);
    await decide(event, s3.services);

    for (const status of ['UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_FAILED']) {
      s3.stackStatus = status;
      s3.jobs[1].cancelledAt = undefined;
      await decide(event, s3.services);
      expect([status, s3.liveJobs()]).toEqual([status, []]);
    }
  });

  test.each(['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE'])(
    'delivered again after its success was taken, in %s, keeps the job', async (status) => {
      const id = await deployed();
      await afterItEnded();
      s3.timeline = [[0, { status: 'Active' }]];
      const event = updateEvent(id, properties(), changed);
      await decide(event, s3.services);
      s3.stackStatus = status;

      await decide(event, s3.services);

      expect(s3.liveJobs()).toEqual([s3.jobs[1].id]);
    });

  test('goes back from a definition that could not even be read', async () => {
    const id = await deployed();
    const unreadable = { ...properties(), Request: '{"Operation":{"$":7}}', Values: [] };
    expect(await decide(updateEvent(id, properties(), unreadable), s3.services)).toMatchObject({ status: 'FAILED', physicalId: id });
    s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';

    expect(await decide(updateEvent(id, unreadable, properties(), 'rollback'), s3.services)).toMatchObject({ status: 'SUCCESS', physicalId: id });
  });

  test('says why it failed though the look for its own jobs fails too', async () => {
    const id = await deployed();
    await afterItEnded();
    s3.fail('createJob', { when: 'before', error: refused });
    const create = s3.createJob.bind(s3);
    s3.createJob = (job) => {
      failTags();
      return create(job);
    };
    const failTags = () => s3.fail('tagsOf', ...Array.from({ length: 1000 }, () => ({ when: 'before' as const, error: new ServiceError('AccessDenied', 'no', 403) })));

    expect(await decide(updateEvent(id, properties(), changed), s3.services)).toMatchObject({ reason: expect.stringContaining('no such option') });
  });

  test('a late event does not cancel the job that the stack has gone back to', async () => {
    s3.timeline = [[0, { status: 'Active' }]];
    const id = await deployed();
    const late = updateEvent(id, properties(), changed);
    await afterItEnded();
    s3.stackStatus = 'UPDATE_IN_PROGRESS';

    for (const status of ['UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE']) {
      s3.stackStatus = status;
      await decide(late, s3.services);
      expect(s3.status(s3.jobs[0].id)).toBe('Active');
    }
  });

  test('a late event does not cancel a job that superseded another run than the one it names', async () => {
    const id = await deployed();
    await afterItEnded();
    s3.timeline = [[0, { status: 'Active' }]];
    const second = await decide(updateEvent(id, properties(), changed), s3.services);
    await s3.clock.sleep(60_000);
    s3.stackStatus = 'UPDATE_IN_PROGRESS';
    s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';

    await decide(updateEvent(second.physicalId, changed, properties({ request: taggingWith('third') }), 'late'), s3.services);

    expect(s3.liveJobs()).toEqual([s3.jobs[1].id]);
  });

  test('a late event starts nothing beside the job of a later one', async () => {
    s3.timeline = [[0, { status: 'Active' }]];
    const id = await deployed();
    s3.jobs[0].cancelledAt = s3.clock.now();
    await afterItEnded();
    await decide(updateEvent(id, properties(), properties({ request: taggingWith('third') }), 'third'), s3.services);

    const answer = await decide(updateEvent(id, properties(), changed, 'late'), s3.services);

    expect(answer).toMatchObject({ status: 'FAILED', physicalId: id, reason: expect.stringContaining(s3.jobs[1].id) });
    expect(s3.createdJobs()).toBe(2);
  });

  test('is a new run where the creation before it was refused, with the same properties', async () => {
    s3.fail('createJob', { when: 'before', error: refused });
    const { physicalId } = await decide(createEvent(), s3.services);
    s3.stackStatus = 'UPDATE_IN_PROGRESS';

    await decide(updateEvent(physicalId, properties(), properties()), s3.services);

    expect(s3.createdJobs()).toBe(1);
  });

  test('going back, keeps the id of the run before though S3 throttles', async () => {
    const id = await deployed();
    await afterItEnded();
    const abandoned = await decide(updateEvent(id, properties(), changed), s3.services);
    s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    s3.fail('tagsOf', ...Array.from({ length: 3 }, () => ({ when: 'before' as const, error: new ServiceError('SlowDown', 'slow down', 503) })));

    expect((await decide(updateEvent(abandoned.physicalId, changed, properties(), 'rollback'), s3.services)).physicalId).toBe(id);
  });

  test('going back, cancels the abandoned job, starts none and answers the run before it', async () => {
    const id = await deployed();
    await afterItEnded();
    const abandoned = await decide(updateEvent(id, properties(), changed), s3.services);
    s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';

    const answer = await decide(updateEvent(abandoned.physicalId, changed, properties(), 'rollback'), s3.services);

    expect(answer).toMatchObject({ status: 'SUCCESS', physicalId: id, attributes: { JobId: s3.jobs[0].id } });
    expect(s3.status(s3.jobs[1].id)).toBe('Cancelled');
    expect(s3.createdJobs()).toBe(2);
  });

  test.each(['with', 'without'])('deploying again what was rolled back is a new run, %s a memory of its job', async (memory) => {
    const id = await deployed();
    await afterItEnded();
    const abandoned = await decide(updateEvent(id, properties(), changed), s3.services);
    s3.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    if (memory === 'without') {
      s3.forget(s3.jobs[1].id);
    }
    const back = await decide(updateEvent(abandoned.physicalId, changed, properties(), 'rollback'), s3.services);
    expect(back.physicalId).toMatch(memory === 'with' ? id : /^none\/1-[0-9a-f]{64}$/);
    s3.stackStatus = 'UPDATE_IN_PROGRESS';

    const again = await decide(updateEvent(back.physicalId, properties(), changed, 'update-2'), s3.services);

    expect(again.status).toBe('SUCCESS');
    expect(s3.liveJobs()).toHaveLength(1);
    expect(parsePhysicalId(again.physicalId)).toMatchObject({ jobId: s3.liveJobs()[0] });
  });
});

describe('a deletion', () => {
  test('cancels the job of its id, that one alone, and waits until it has stopped', async () => {
    const id = await deployed();
    await afterItEnded();
    await decide(updateEvent(id, properties(), properties({ request: taggingWith('frozen') })), s3.services);
    const [, successor] = s3.jobs;

    expect(await decide(deleteEvent(id), s3.services)).toEqual({ status: 'SUCCESS', physicalId: id });
    expect(s3.liveJobs()).toEqual([successor.id]);

    await decide(deleteEvent(`${successor.id}/1-x`), s3.services);
    expect(s3.status(successor.id)).toBe('Cancelled');
  });

  test('needs nothing of a job that S3 has forgotten', async () => {
    expect((await decide(deleteEvent('00000000-0000-0000-0000-000000000009/1-x'), s3.services)).status).toBe('SUCCESS');
  });

  test('gives a job that does not stop ten minutes, then succeeds', async () => {
    s3.timeline = [[0, { status: 'Active' }]];
    s3.stopsWithin = Infinity;
    const id = await deployed();
    const begun = s3.clock.time;

    expect((await decide(deleteEvent(id), s3.services)).status).toBe('SUCCESS');
    expect(s3.clock.time - begun).toBeGreaterThanOrEqual(600_000);
    expect(s3.calls.filter((call) => call === 'cancelJob')).toHaveLength(1);
  });

  test('of a whole stack answers in time, though the job takes a quarter of an hour to stop', async () => {
    s3.timeline = [[0, { status: 'Active' }]];
    s3.stopsWithin = 16 * 60;
    const id = await deployed();
    s3.clock.invocationEnds = new Date(s3.clock.time + 840_000);
    s3.stackStatus = 'DELETE_IN_PROGRESS';

    expect((await decide(deleteEvent(id), s3.services)).status).toBe('SUCCESS');
    expect(s3.clock.time).toBeLessThanOrEqual(s3.clock.invocationEnds.getTime());
  });

  test('does nothing for a resource that never had a job', async () => {
    expect((await decide(deleteEvent('none/create-1'), s3.services)).status).toBe('SUCCESS');
    expect(s3.calls).toEqual(['statusOf']);
  });

  test('cancels the job of a creation whose answer never came', async () => {
    s3.fail('createJob', ...Array.from({ length: 30 }, () => ({ when: 'after' as const, error: lost })));
    s3.listJobs = async function* () { /* S3 lists late */ };
    const { physicalId } = await decide(createEvent(), s3.services);
    expect(physicalId).toBe('unknown/create-1');
    s3.listJobs = FakeService.prototype.listJobs;

    await decide(deleteEvent(physicalId), s3.services);

    expect(s3.liveJobs()).toEqual([]);
  });

  test('of an unknown job finds it, however old it is', async () => {
    await deployed(properties({ request: { ...request, ConfirmationRequired: true } }));
    s3.clock.time += 24 * 3_600_000;
    s3.clock.invocationEnds = new Date(s3.clock.time + 840_000);

    await decide(deleteEvent('unknown/create-1'), s3.services);

    expect(s3.liveJobs()).toEqual([]);
  });

  test.each(['none/create-1', '00000000-0000-0000-0000-000000000099/1-x'])(
    'with the whole stack takes the jobs along that %s does not name', async (id) => {
      await deployed();
      s3.stackStatus = 'DELETE_IN_PROGRESS';

      await decide(deleteEvent(id), s3.services);

      expect(s3.liveJobs()).toEqual([]);
    });

  test('finds the jobs of an id that CloudFormation made up, while the stack goes away', async () => {
    await deployed();
    s3.stackStatus = 'ROLLBACK_IN_PROGRESS';

    await decide(deleteEvent('app-Job-1A2B3C4D5E6F'), s3.services);

    expect(s3.liveJobs()).toEqual([]);
  });

  test('looks a second time, for a job that S3 lists late', async () => {
    await deployed();
    s3.stackStatus = 'ROLLBACK_IN_PROGRESS';
    const list = s3.listJobs.bind(s3);
    const listedFrom = s3.clock.time + 30_000;
    s3.listJobs = async function* (statuses) {
      if (s3.clock.time >= listedFrom) {
        yield* list(statuses);
      }
    };

    await decide(deleteEvent('app-Job-1A2B3C4D5E6F'), s3.services);

    expect(s3.liveJobs()).toEqual([]);
  });

  test('leaves live jobs alone for a made-up id while the stack stays', async () => {
    await deployed();
    s3.stackStatus = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';

    await decide(deleteEvent('app-Job-1A2B3C4D5E6F'), s3.services);

    expect(s3.liveJobs()).toHaveLength(1);
  });
});

test('the entry into a wait is the job\'s creation, so that a late delivery does not wait anew', async () => {
  s3.timeline = [[0, { status: 'Active' }]];
  await decide(createEvent(properties({ wait: started })), s3.services);
  s3.clock.time += 590_000;
  s3.clock.invocationEnds = new Date(s3.clock.time + 840_000);
  const begun = s3.clock.time;

  const patient = { ...completed, onTimeout: 'CONTINUE' } as WaitSpec;
  const answer = await decide(createEvent(properties({ wait: patient })), s3.services);

  expect(answer).toMatchObject({ status: 'SUCCESS', attributes: { JobStatus: 'Active' } });
  expect(s3.clock.time - begun).toBeLessThan(40_000);
});
