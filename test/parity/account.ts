import type { RoleName } from './grant';
import { SUCCEEDING } from './succeeding-functions';
import { readJobInput } from '../../lambda/job-input';
import { ApiLog } from '../../local/src/api-log';
import type { StackArtifact } from '../../local/src/assembly/cloud-assembly';
import { publishAssets } from '../../local/src/assembly/publish-assets';
import type { Json } from '../../local/src/assembly/template';
import { JobEngine } from '../../local/src/engine/job-engine';
import { cloudFormationFacade } from '../../local/src/http/cloudformation';
import { lambdaFacade } from '../../local/src/http/lambda/facade';
import { s3Facade } from '../../local/src/http/s3/facade';
import { s3ControlFacade } from '../../local/src/http/s3-control/facade';
import type { Facade } from '../../local/src/http/server';
import { Principals } from '../../local/src/policy/principals';
import type { Invocation } from '../../local/src/runner/invocation';
import type { CustomResourceAnswer } from '../../local/src/stacks/custom-resource/answer';
import type { Conversation, RequestDraft } from '../../local/src/stacks/custom-resource/conversation';
import { FunctionDirectory } from '../../local/src/stacks/function-directory';
import { invocationOf } from '../../local/src/stacks/invocation-of';
import { resourceProviders } from '../../local/src/stacks/resources';
import { RoleDirectory } from '../../local/src/stacks/role-directory';
import { StackDirectory } from '../../local/src/stacks/stack-directory';
import { type StackResult, Stacks } from '../../local/src/stacks/stacks';
import { MemoryStore } from '../../local/src/store/memory-store';
import type { JobProperties } from '../../src/private/contract';
import { FakeClock } from '../local/fake-clock';
import { counter } from '../local/surroundings';

export const ENVIRONMENT = { account: '111122223333', region: 'us-east-1', partition: 'aws' };

/** One server, for one account after the other. */
export interface SharedServer {
  readonly url: string;
  readonly facades: Facade[];
}

/** Does what the stack's custom resource asks for. */
export type Handler = (functionArn: string, draft: RequestDraft, account: Account) => Promise<CustomResourceAnswer>;

export interface AccountOptions {
  readonly server: SharedServer;
  readonly handler: Handler;
  /** Comes before the handler is first asked: the stack's buckets and roles are there by then, and no job. */
  readonly prepare: (account: Account) => Promise<void>;
  /** How long a job stays in each of its states, in milliseconds. Default: a second. */
  readonly stepMilliseconds?: number;
}

/**
 * One account without a process and in no time: the engine's own CloudFormation makes the stack's resources and its roles,
 * and every API is at the server. What runs as a function is given.
 */
export class Account {
  readonly clock = new FakeClock();
  readonly log = new ApiLog(this.clock);
  readonly principals = new Principals();
  readonly store: MemoryStore;
  readonly engine: JobEngine;
  /** ARNs of what the job and its handler run as. */
  roles: { readonly [name in RoleName]: string } = { job: '', handler: '' };
  /** What functions were invoked with by whom doesn't wait. */
  readonly acceptedEvents: Json[] = [];
  private readonly functions = new FunctionDirectory();
  private readonly stacks: Stacks;
  private isPrepared = false;

  constructor(private readonly options: AccountOptions) {
    const { clock, log, principals, functions } = this;
    const { account, region } = ENVIRONMENT;
    this.store = new MemoryStore({ clock, account, region, log, newVersionId: counter('version') });
    this.engine = new JobEngine({
      store: this.store,
      principals,
      clock,
      account,
      region,
      stepMilliseconds: options.stepMilliseconds,
      functions: SUCCEEDING,
      newJobId: counter('job'),
      newInvocationId: counter('id'),
    });
    const directory = new StackDirectory();
    options.server.facades.splice(0, Infinity,
      s3ControlFacade(this.engine, principals, log),
      cloudFormationFacade(directory, principals, log),
      lambdaFacade({
        environment: ENVIRONMENT,
        functions,
        principals,
        log,
        synchronous: SUCCEEDING,
        asynchronous: { accept: (_functionArn, event) => void this.acceptedEvents.push(event) },
      }),
      s3Facade(this.store, principals, log));
    const conversation: Pick<Conversation, 'ask'> = { ask: (functionArn, draft) => this.ask(functionArn, draft) };
    this.stacks = new Stacks({
      environment: ENVIRONMENT,
      directory,
      clock,
      // names are the same in every account, so that policies can be compared
      newId: () => 'id',
      onEvent: () => undefined,
      providerOf: resourceProviders({
        store: this.store, roles: new RoleDirectory(principals), functions, conversation: conversation as Conversation,
      }),
    });
  }

  async deploy(stack: StackArtifact): Promise<StackResult> {
    publishAssets(stack.assets, ENVIRONMENT, this.store);
    return this.stacks.deploy(stack);
  }

  async destroy(stackName: string): Promise<StackResult> {
    return this.stacks.destroy(stackName);
  }

  /** A function as it is run. */
  invocation(functionArn: string): Invocation {
    return invocationOf(this.functions.byArn(functionArn)!, this, { functionArn, requestId: '', event: {}, inRealTime: false }) as Invocation;
  }

  private async ask(functionArn: string, draft: RequestDraft): Promise<CustomResourceAnswer> {
    if (!this.isPrepared) {
      this.isPrepared = true;
      const { request } = readJobInput(draft.ResourceProperties as unknown as JobProperties);
      this.roles = { job: request.RoleArn, handler: this.invocation(functionArn).principal.arn };
      await this.options.prepare(this);
    }
    return this.options.handler(functionArn, draft, this);
  }
}
