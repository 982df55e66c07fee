import type { ActiveSlots } from './active-slots';
import type { Delivery } from './delivery';
import type { FunctionInvoker } from './function-invoker';
import type { Job } from './job';
import { functionsAs } from './role-functions';
import type { Clock } from '../clock';
import type { JobContext, JobEnvironment } from '../operations/executor';
import type { Principal, Principals } from '../policy/principals';
import type { MemoryStore } from '../store/memory-store';
import type { Choices } from '../unknowns';

/** What all runs share. */
export interface RunSurroundings {
  readonly store: MemoryStore;
  readonly principals: Principals;
  readonly environment: JobEnvironment;
  readonly unknowns: Choices;
  readonly functions: FunctionInvoker;
  readonly clock: Clock;
  readonly slots: ActiveSlots;
  readonly delivery: Delivery;
  /** How long a job stays in each state that it passes through, by the clock. */
  readonly stepMilliseconds: number;
  readonly newInvocationId: () => string;
  readonly changed: (job: Job) => void;
}

/** A job as its tasks see it: the services, as this role may use them. */
export function contextOf(jobId: string, role: Principal, surroundings: RunSurroundings): JobContext {
  const { store, principals, environment, functions, newInvocationId, unknowns, clock } = surroundings;
  return {
    jobId,
    environment,
    unknowns,
    newInvocationId,
    now: () => clock.now(),
    store: store.as(role, jobId),
    functions: functionsAs(functions, (functionArn) => store.requirePermission(role, 'lambda:InvokeFunction', functionArn, jobId)),
    require: (action, resource) => store.requirePermission(role, action, resource, jobId),
    service: store.asOwner(),
    stored: store.storedObjects,
    authorityOf: (roleArn) => {
      const other = principals.byArn(roleArn);
      return other && { require: (action, resource) => store.requirePermission(other, action, resource) };
    },
  };
}
