import { type Apps, OBJECTS, STACK } from './apps';
import { type Death, DeathWatch } from './death';
import { callOf, type Call } from './handler-calls';
import { jobTags } from './job-tags';
import type { Scenario } from './scenarios';
import { cancelled, Signals, WAITED_FOR } from './signals';
import { Witness } from './witness';
import { type ApiRequest, type Fault, type JobDescriptor, type JobStatus, LocalCloud, type StackResult, type StackStatus } from '../../local/src';

/** How an operation has left a stack and its jobs; the same each time that nothing is different but ids. */
export interface Ending {
  readonly status: StackStatus;
  readonly reason?: string;
  readonly physicalId?: string;
  readonly jobs: readonly EndedJob[];
  readonly objectTags: object;
}

interface EndedJob extends Pick<JobDescriptor, 'Status' | 'Priority' | 'Operation'> {
  readonly succeeded: number;
  readonly tags: string;
}

/** What came of a scenario. */
export interface Outcome {
  /** Of the handler, in the step where it may die. */
  readonly calls: readonly Call[];
  /** How often it died. */
  readonly deaths: number;
  readonly ending: Ending;
  /** Where the stack has to end up, because all deliveries of an event died. */
  readonly unanswered?: StackStatus;
  /** How many calls of CreateJob were accepted. */
  readonly createdJobs: number;
  /** How many tasks were done, by all jobs. */
  readonly tasks: number;
  /** How often an object was tagged. */
  readonly taggings: number;
  readonly sawTwoAtWork: boolean;
  /** Whether something took longer than it may, which at this speed is this machine's fault. */
  readonly wasTooSlow: boolean;
  /** Live jobs that the stack doesn't know. */
  readonly strays: readonly JobStatus[];
  /** How the stack's deletion ends, with nothing in its way, and the jobs that live on. */
  readonly deletion: StackStatus;
  readonly survivors: readonly JobStatus[];
}

const LIVE: readonly JobStatus[] = ['New', 'Preparing', 'Suspended', 'Ready', 'Active', 'Pausing', 'Paused'];
/** By which time runs faster: Lambda's retries come after 0.6 and 1.2 seconds. */
const CLOCK_FACTOR = 100;

/** Plays a scenario: its steps, the last of them with a death if there is one, and the deletion of what is left. */
export async function play(scenario: Scenario, apps: Apps, death?: Death): Promise<Outcome> {
  const witness = new Witness();
  const watch = new DeathWatch(death, () => witness.expectDeath());
  let faultAt = (_: ApiRequest): Fault | undefined => undefined;
  const cloud = await LocalCloud.start({ clockFactor: CLOCK_FACTOR, onEvent: witness.onEvent, fault: (request) => heard(request, faultAt(request)) });
  const signals = new Signals(apps.signals, cloud.url);
  const heard = (request: ApiRequest, fault?: Fault) => {
    if (fault !== 'loseRequestAndCaller') signal(request, signals);
    return fault;
  };
  try {
    await cloud.seed('objects', apps.objects);
    for (const app of scenario.before) await cloud.deploy(apps.assemblyOf(app));
    await witness.quiet();
    // an update takes the permission to call it from a role whose next job doesn't
    if (scenario.before.includes('slow')) await witness.work;

    faultAt = (request) => watch.faultAt(request);
    const result = await (scenario.step === 'delete' ? cloud.destroy(STACK) : cloud.deploy(apps.assemblyOf(scenario.step)));
    await witness.quiet();
    faultAt = () => undefined;

    const played = { ...await outcomeOf(cloud, result), calls: watch.calls, deaths: witness.kills, unanswered: witness.unanswered };
    const { status } = result.status === 'DELETE_COMPLETE' ? result : await cloud.destroy(STACK);
    await witness.quiet();
    const survivors = (await liveJobs(cloud)).map(({ Status }) => Status);
    const { sawTwoAtWork, wasTooSlow } = witness;
    return { ...played, sawTwoAtWork, wasTooSlow, deletion: status, survivors };
  } finally {
    await cloud.close();
  }
}

/** Tells the functions what the handler does. */
function signal(request: ApiRequest, signals: Signals): void {
  const call = callOf(request);
  if (call === 'DescribeJob') signals.give(WAITED_FOR);
  if (call === 'UpdateJobStatus' && request.query.get('requestedJobStatus') === 'Cancelled') signals.give(cancelled(request.path.split('/')[3]));
}

async function outcomeOf(cloud: LocalCloud, result: StackResult) {
  const jobs = await cloud.jobs();
  const physicalId = result.resources.find(({ type, logicalId }) => type.startsWith('Custom::') && logicalId.startsWith('Job'))?.physicalId;
  const calls = await cloud.apiCalls();
  const strays = (await liveJobs(cloud)).filter(({ JobId }) => JobId !== physicalId?.split('/')[0]);
  const ending: Ending = withoutIds({
    status: result.status,
    reason: result.reason,
    physicalId,
    jobs: await Promise.all(jobs.map((job) => endOf(job, cloud))),
    objectTags: await Promise.all(OBJECTS.map((key) => cloud.objectTags('objects', key))),
  });
  return {
    ending,
    createdJobs: calls.filter(({ action, status }) => action === 's3:CreateJob' && status === 200).length,
    taggings: calls.filter(({ action }) => action === 's3:PutObjectTagging').length,
    tasks: jobs.reduce((sum, { ProgressSummary: done }) => sum + done.NumberOfTasksSucceeded + done.NumberOfTasksFailed, 0),
    // a stack that got stuck still has its deletion before it
    strays: result.status.endsWith('FAILED') ? [] : strays.map(({ Status }) => Status),
  };
}

async function endOf({ JobId, Status, Priority, Operation, ProgressSummary }: JobDescriptor, cloud: LocalCloud): Promise<EndedJob> {
  return { Status, Priority, Operation, succeeded: ProgressSummary.NumberOfTasksSucceeded, tags: await jobTags(cloud, JobId) };
}

async function liveJobs(cloud: LocalCloud): Promise<JobDescriptor[]> {
  return (await cloud.jobs()).filter(({ Status }) => LIVE.includes(Status));
}

/** What is random is made equal. */
function withoutIds<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')) as T;
}
