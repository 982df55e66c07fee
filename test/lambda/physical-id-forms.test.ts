import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { decideAcrossHops } from './deciding';
import { completed, createEvent, deleteEvent, properties, started, taggingWith, updateEvent } from './events';
import { FakeService } from './fakes';
import { failingWith, QUICK_SUCCESS } from './timelines';
import type { Answer, JobEvent } from '../../lambda/events';
import { ServiceError } from '../../lambda/job-control';
import { readJobInput } from '../../lambda/job-input';
import { jobPhysicalId, parsePhysicalId, runOf } from '../../lambda/physical-id';
import { canonicalRun } from '../../src/private/canonical';
import type { JobProperties } from '../../src/private/contract';

/** CloudFormation template reference, "Custom resource response objects": a physical id has at most 1 KB, and isn't empty. */
const ID_BYTES = 1024;
const RUN = /^1r?-[0-9a-f]{64}$/;

/** `JobId` of the service model. */
const jobIds = fc.stringMatching(/^[a-zA-Z0-9_-]{5,36}$/).filter((id) => !['none', 'unknown'].includes(id));
const text = fc.string({ unit: 'binary', maxLength: 300 });

/** Definitions of anything that a run may hang on, of any text. */
const definitions: fc.Arbitrary<JobProperties> = fc.record({
  value: text, runId: fc.option(text, { nil: undefined }), runOn: fc.constantFrom(undefined, 'RUN_ID' as const),
}).map(({ value, runId, runOn }) => properties({ request: taggingWith(value), RunId: runId, RunOn: runOn }));

test('the id of a job is the job\'s, a slash, the version of the hash, a hyphen and the SHA-256 of the canonical run', () => {
  fc.assert(fc.property(jobIds, definitions, (jobId, made) => {
    const input = readJobInput(made);
    const hash = createHash('sha256').update(canonicalRun(input.request, made.RunId, made.RunOn)).digest('hex');

    expect(jobPhysicalId(jobId, input)).toBe(`${jobId}/${made.RunOn === 'RUN_ID' ? '1r' : '1'}-${hash}`);
  }));
});

test('is read as it was written, and never too long', () => {
  fc.assert(fc.property(jobIds, definitions, (jobId, made) => {
    const input = readJobInput(made);
    const id = jobPhysicalId(jobId, input);

    expect(parsePhysicalId(id)).toEqual({ kind: 'job', jobId, run: runOf(input) });
    expect(Buffer.byteLength(id)).toBeLessThanOrEqual(ID_BYTES);
    expect(runOf(input)).toMatch(RUN);
  }));
});

test('ends at its first slash, whatever the rest is', () => {
  fc.assert(fc.property(jobIds, text, (jobId, rest) => {
    expect(parsePhysicalId(`${jobId}/${rest}`)).toEqual({ kind: 'job', jobId, run: rest });
    expect(parsePhysicalId(`none/${rest}`)).toEqual({ kind: 'none', run: rest });
    expect(parsePhysicalId(`unknown/${rest}`)).toEqual({ kind: 'unknown', requestId: rest });
  }));
});

const REQUEST_ID = '5f9c2d80-0000-11f0-8000-0a1b2c3d4e5f';
const FAILURES = [
  new ServiceError('ECONNRESET', 'socket hang up'),
  new ServiceError('SlowDown', 'slow down', 503),
  new ServiceError('AccessDenied', 'no', 403),
  new ServiceError('BadRequestException', 'no such option', 400),
  new ServiceError('NoSuchJob', '', 404),
];
const mishaps = fc.array(fc.record({
  method: fc.constantFrom('createJob', 'describeJob', 'listJobs', 'tagsOf', 'cancelJob', 'confirmJob', 'statusOf', 'updatePriority', 'invoke'),
  when: fc.constantFrom('before' as const, 'after' as const),
  error: fc.constantFrom(...FAILURES),
  times: fc.constantFrom(1, 3, 40),
}), { maxLength: 4 });
const worlds = fc.record({
  mishaps,
  made: fc.record({ runId: fc.constantFrom(undefined, '1'), runOn: fc.constantFrom(undefined, 'RUN_ID' as const), wait: fc.constantFrom(started, completed) })
    .map(({ runId, runOn, wait }) => properties({ RunId: runId, RunOn: runOn, wait })),
  timeline: fc.constantFrom(QUICK_SUCCESS, failingWith('AccessDenied', 'the role'), failingWith('InvalidManifestContent', 'no schema')),
  status: fc.constantFrom('CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'UPDATE_FAILED'),
});

async function answerIn(world: typeof worlds extends fc.Arbitrary<infer T> ? T : never, eventOf: (made: JobProperties) => JobEvent): Promise<Answer> {
  const s3 = new FakeService();
  s3.timeline = world.timeline;
  s3.stackStatus = world.status;
  world.mishaps.forEach(({ method, times, ...mishap }) => s3.fail(method, ...Array.from({ length: times }, () => mishap)));
  return decideAcrossHops(eventOf(world.made), s3);
}

const OLD = properties({ RunId: 'old' });
const ABANDONED = `00000000-0000-0000-0000-000000000009/${runOf(readJobInput(OLD))}`;

test('a creation answers a job\'s id, or that there is none, or that it doesn\'t know, whatever goes wrong', async () => {
  await fc.assert(fc.asyncProperty(worlds, async (world) => {
    const { status, physicalId } = await answerIn(world, (made) => createEvent(made, REQUEST_ID));
    const run = runOf(readJobInput(world.made));

    expect([`none/${REQUEST_ID}`, `unknown/${REQUEST_ID}`, `00000000-0000-0000-0000-00000000000${physicalId[35]}/${run}`]).toContain(physicalId);
    expect(status === 'SUCCESS' && /^(none|unknown)/.test(physicalId)).toBe(false);
  }), { numRuns: 60 });
});

test('a failed update answers the id that it came with, a successful one that of a run, whatever goes wrong', async () => {
  await fc.assert(fc.asyncProperty(worlds, async (world) => {
    const { status, physicalId } = await answerIn(world, (made) => updateEvent(ABANDONED, OLD, made, REQUEST_ID));
    const run = runOf(readJobInput(world.made));

    const expected = status === 'FAILED' ? [ABANDONED] : [`none/${run}`, `00000000-0000-0000-0000-00000000000${physicalId[35]}/${run}`];
    expect(expected).toContain(physicalId);
  }), { numRuns: 60 });
});

test.each([ABANDONED, 'none/x', `unknown/${REQUEST_ID}`, 'app-Job-1A2B3C4D5E6F'])('a deletion answers the id %s that it came with, whatever goes wrong', async (id) => {
  await fc.assert(fc.asyncProperty(worlds, async (world) => {
    expect((await answerIn(world, () => deleteEvent(id, REQUEST_ID))).physicalId).toBe(id);
  }), { numRuns: 20 });
});
