import { randomUUID } from 'node:crypto';
import { maySend } from './caller';
import { checkSettings } from './check-settings';
import { type CloudListener, type CloudSettings, DEFAULT_ACCOUNT, type LocalCloudOptions } from './cloud';
import { ApiLog } from '../api-log';
import type { AssetEnvironment } from '../assembly/publish-assets';
import { type Clock, realClock, scaledClock } from '../clock';
import { JobEngine } from '../engine/job-engine';
import { sealed } from '../engine/sealed-listener';
import { cloudFormationFacade } from '../http/cloudformation';
import { lambdaFacade } from '../http/lambda/facade';
import { otherServices } from '../http/other-services';
import { ResponseInbox } from '../http/response-url';
import { s3Facade } from '../http/s3/facade';
import { s3ControlFacade } from '../http/s3-control/facade';
import { type ApiRequest, type Facade, type RunningServer, startServer } from '../http/server';
import { Principals } from '../policy/principals';
import { ChildProcessRunner } from '../runner/child-process-runner';
import type { FunctionSurroundings } from '../runner/function-environment';
import { LimitedRunner } from '../runner/limited-runner';
import { type FunctionLimits, functionLimits, thisMachine } from '../runner/machine-limits';
import { PlacedRunner } from '../runner/placed-runner';
import { Places } from '../runner/places';
import { RemoteRunner } from '../runner/remote-runner';
import { AsynchronousInvoker } from '../stacks/asynchronous-invoker';
import { AskedJobs } from '../stacks/custom-resource/asked-jobs';
import { Conversation } from '../stacks/custom-resource/conversation';
import { FunctionDirectory } from '../stacks/function-directory';
import { FunctionEndpoints } from '../stacks/function-endpoints';
import { invokedInTurn } from '../stacks/invoked-in-turn';
import { resourceProviders } from '../stacks/resources';
import { RoleDirectory } from '../stacks/role-directory';
import { StackDirectory } from '../stacks/stack-directory';
import { Stacks } from '../stacks/stacks';
import { SynchronousInvoker } from '../stacks/synchronous-invoker';
import { MemoryStore } from '../store/memory-store';
import { requireTemporaryFiles } from '../temporary-folder';
import { type Choices, choose } from '../unknowns';

/** What a cloud is put together from. */
export interface CloudParts {
  readonly environment: AssetEnvironment;
  readonly store: MemoryStore;
  readonly principals: Principals;
  readonly engine: JobEngine;
  /** What the engine's choices are: to look at them here counts as no question met. */
  readonly chosen: Choices;
  readonly log: ApiLog;
  readonly stacks: Stacks;
  readonly onEvent: Required<CloudListener>['onEvent'];
  readonly server: RunningServer;
  readonly functions: FunctionDirectory;
  readonly askedJobs: AskedJobs;
  readonly endpoints: FunctionEndpoints;
  readonly runner: PlacedRunner;
  /** Ends what waits: for answers, and between a function's attempts. */
  readonly closing: AbortController;
}

/** Makes the parts of a cloud and wires them together; its server listens. */
export async function assembleCloud(options: LocalCloudOptions): Promise<CloudParts> {
  checkSettings(options);
  requireTemporaryFiles();
  const { clockFactor = 1, account = DEFAULT_ACCOUNT, region = 'us-east-1', restoreSeconds, port, shuffleSeed, redeliver, fault } = options;
  const onEvent = sealed(options.onEvent ?? (() => undefined));
  const clockOrigin = Date.now();
  const clock: Clock = clockFactor === 1 ? realClock : scaledClock(clockOrigin, clockFactor);
  const newId = randomUUID;
  const endpoints = new FunctionEndpoints(options.lambdaEndpoints);

  const log = new ApiLog(clock);
  const principals = new Principals();
  const chosen = choose(options.unknowns);
  const store = new MemoryStore({ clock, account, region, log, restoreDuration: restoreSeconds === undefined ? undefined : restoreSeconds * 1000 });
  // what answers needs what runs functions, and that needs the port
  const facades: Facade[] = [];
  const killCaller = (request: ApiRequest) => runner.kill((invocation) => maySend(invocation, request));
  const server = await startServer({ facades, port, fault, killCaller, isForContainers: !endpoints.isEmpty });

  const functions = new FunctionDirectory();
  const limits = functionLimits(thisMachine());
  const runner = runnerOf({ projectFolder: options.projectFolder, port: server.port, region, clockOrigin, clockFactor, limits, onEvent });
  const limited = new LimitedRunner(runner);
  const elsewhere = { endpoints, port: server.port, region };
  const invoker = new SynchronousInvoker({ functions, principals, elsewhere, runner: limited, newId, now: () => clock.now() });
  const jobInvoker = invokedInTurn(invoker, new Places(limits.tasks));
  const engine = new JobEngine({ store, principals, clock, account, region, functions: jobInvoker, unknowns: chosen, shuffleSeed, redeliver });
  engine.onChange((job) => onEvent({ kind: 'job', job }));
  const directory = new StackDirectory();
  const inbox = new ResponseInbox();
  facades.push(s3ControlFacade(engine, principals, log), cloudFormationFacade(directory, principals, log), inbox, s3Facade(store, principals, log));

  const closing = new AbortController();
  const handlers = new AsynchronousInvoker({
    functions,
    principals,
    elsewhere,
    runner: limited,
    clock,
    newId,
    closed: closing.signal,
    eventsAtATime: limits.events,
    onFailedAttempt: (failure) => onEvent({ kind: 'failedAttempt', ...failure }),
    onDroppedEvent: (dropped) => onEvent({ kind: 'droppedEvent', ...dropped }),
  });
  const environment = { account, region, partition: 'aws' };
  facades.push(lambdaFacade({ environment, functions, synchronous: invoker, asynchronous: handlers, principals, log }));
  facades.push(otherServices(principals, log));
  const askedJobs = new AskedJobs();
  const places = new Places(limits.requests);
  const conversation = new Conversation({ askedJobs, invoker: handlers, inbox, endpoint: server.url, clock, newId, places, closed: closing.signal });
  const providerOf = resourceProviders({ store, roles: new RoleDirectory(principals), functions, conversation });
  const stacks = new Stacks({ environment, directory, providerOf, clock, newId, onEvent });
  return { environment, store, principals, engine, chosen, log, stacks, onEvent, server, functions, askedJobs, endpoints, runner, closing };
}

interface RunnerSettings extends Omit<FunctionSurroundings, 'home'>, Pick<CloudSettings, 'projectFolder'>, Required<CloudListener> {
  readonly limits: FunctionLimits;
}

function runnerOf({ projectFolder = process.cwd(), onEvent, limits, ...surroundings }: RunnerSettings): PlacedRunner {
  return new PlacedRunner(new ChildProcessRunner({
    ...surroundings,
    projectFolder,
    idleProcesses: limits.idle,
    onLogLine: (line) => onEvent({ kind: 'log', ...line }),
    onLentPackage: (lent) => onEvent({ kind: 'lentPackage', ...lent }),
  }), new RemoteRunner());
}
