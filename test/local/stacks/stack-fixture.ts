import { ApiLog } from '../../../local/src/api-log';
import type { AssetFile } from '../../../local/src/assembly/assets';
import { GivenValues } from '../../../local/src/assembly/given-values';
import type { ResourceDeclaration, Template } from '../../../local/src/assembly/template';
import type { Clock } from '../../../local/src/clock';
import { ResponseInbox } from '../../../local/src/http/response-url';
import { Principals } from '../../../local/src/policy/principals';
import type { FunctionRunner, Invocation, InvocationResult } from '../../../local/src/runner/invocation';
import { Places } from '../../../local/src/runner/places';
import { AsynchronousInvoker, type FailedAttempt } from '../../../local/src/stacks/asynchronous-invoker';
import { Conversation } from '../../../local/src/stacks/custom-resource/conversation';
import type { CustomResourceRequest } from '../../../local/src/stacks/custom-resource/request';
import { FunctionDirectory } from '../../../local/src/stacks/function-directory';
import { resourceProviders } from '../../../local/src/stacks/resources';
import { RoleDirectory } from '../../../local/src/stacks/role-directory';
import { StackDirectory } from '../../../local/src/stacks/stack-directory';
import type { StackEvent } from '../../../local/src/stacks/stack-events';
import { type DeployableStack, type StackResult, Stacks } from '../../../local/src/stacks/stacks';
import { MemoryStore } from '../../../local/src/store/memory-store';
import { FakeClock } from '../fake-clock';
import { ACCOUNT } from '../surroundings';

/** What a handler does: answer with these members, answer with this text, run without answering, throw, or die. */
export type Reaction = { readonly [member: string]: unknown } | string | undefined | Error | 'die';

/** The folder that the handler's code is said to be in. */
export const CODE = __dirname;

/** A template's resources; the handler of its custom resources is added. */
export type Resources = { readonly [logicalId: string]: ResourceDeclaration };

/** CloudFormation with a handler in this process: what it is sent, and what comes of what it answers. */
export class StackFixture {
  /** What the handler was sent, in order; of a repeated event each delivery. */
  readonly requests: CustomResourceRequest[] = [];
  readonly events: StackEvent[] = [];
  readonly failedAttempts: FailedAttempt[] = [];
  readonly principals = new Principals();
  readonly store: MemoryStore;
  readonly directory = new StackDirectory();
  readonly functions = new FunctionDirectory();
  readonly runner: FunctionRunner = { invoke: (invocation) => this.run(invocation as Invocation) };
  lastInvocation?: Invocation;
  /** What the assembly has beside the handler's code. */
  assets: readonly AssetFile[] = [];
  /** Values for what can't be known. */
  resolve: { readonly [name: string]: string } = {};
  private readonly inbox = new ResponseInbox();
  private readonly stacks: Stacks;
  private ids = 0;

  /**
   * @param handler decides on each event; see {@link Reaction}
   * @param places how many handlers are asked at a time
   */
  constructor(
    public handler: (request: CustomResourceRequest) => Reaction | Promise<Reaction> = () => ({}),
    readonly clock: Clock = new FakeClock(undefined, { auto: true }),
    places = Infinity,
  ) {
    const newId = () => `id${++this.ids}`;
    const closed = new AbortController().signal;
    this.store = new MemoryStore({ clock, account: ACCOUNT, log: new ApiLog(clock) });
    const { functions } = this;
    const invoker = new AsynchronousInvoker({
      functions,
      principals: this.principals,
      runner: this.runner,
      clock,
      newId,
      closed,
      onFailedAttempt: (failure) => this.failedAttempts.push(failure),
    });
    const conversation = new Conversation({ invoker, inbox: this.inbox, endpoint: 'http://cloud', clock, newId, places: new Places(places), closed });
    this.stacks = new Stacks({
      environment: { account: ACCOUNT, region: 'us-east-1', partition: 'aws' },
      providerOf: resourceProviders({ store: this.store, roles: new RoleDirectory(this.principals), functions, conversation }),
      directory: this.directory,
      clock,
      newId,
      onEvent: (event) => this.events.push(event),
    });
  }

  deploy(resources: Resources, template: Partial<Template> = {}, deployable: Partial<DeployableStack> = {}): Promise<StackResult> {
    this.requests.length = 0;
    this.events.length = 0;
    return this.deployStack({ template: { ...template, Resources: { ...HANDLER, ...resources } }, ...deployable });
  }

  /** Deploys a stack without a handler of its own; its name is `Demo` if nothing else is said. */
  deployStack(deployable: Pick<DeployableStack, 'template'> & Partial<DeployableStack>): Promise<StackResult> {
    return this.stacks.deploy({
      name: 'Demo',
      parameters: {},
      assets: [{ path: CODE, root: CODE, packaging: 'zip', destinations: [{ bucketName: 'assets', objectKey: 'code.zip' }] }, ...this.assets],
      ...deployable,
    }, new GivenValues(this.resolve));
  }

  destroy(stackName = 'Demo'): Promise<StackResult> {
    this.requests.length = 0;
    this.events.length = 0;
    return this.stacks.destroy(stackName);
  }

  /** The requests in short: `Create Job`, `Delete Job job-1`. */
  get conversation(): string[] {
    return this.requests.map(({ RequestType, LogicalResourceId, PhysicalResourceId }) =>
      [RequestType, LogicalResourceId, PhysicalResourceId ?? []].flat().join(' '));
  }

  /** The states that the stack went through. */
  get stackStatuses(): string[] {
    return this.events.flatMap((event) => event.kind === 'stack' ? event.status : []);
  }

  /** What was told of resources other than the handler: `Job CREATE_COMPLETE`. */
  get resourceStatuses(): string[] {
    return this.events.flatMap((event) => event.kind === 'resource' && !(event.logicalId in HANDLER) ? `${event.logicalId} ${event.status}` : []);
  }

  get warnings(): string[] {
    return this.events.flatMap((event) => event.kind === 'warning' ? event.message : []);
  }

  private async run(invocation: Invocation): Promise<InvocationResult> {
    this.lastInvocation = invocation;
    const request = invocation.event as CustomResourceRequest;
    this.requests.push(request);
    const reaction = await this.handler(request);
    if (reaction === 'die') return { outcome: 'died', ending: 'exit status 1' };
    if (reaction instanceof Error) return { outcome: 'threw', error: { name: reaction.name, message: reaction.message, trace: [] } };
    if (reaction !== undefined) await this.answer(request, typeof reaction === 'string' ? reaction : completed(request, reaction));
    return { outcome: 'returned', payload: 'null' };
  }

  private async answer({ ResponseURL }: CustomResourceRequest, body: string): Promise<void> {
    const { pathname: path } = new URL(ResponseURL);
    const { status } = await this.inbox.handle({ method: 'PUT', path, query: new URLSearchParams(), headers: {}, body: Buffer.from(body) });
    if (status !== 200) throw new Error(`the answer was refused with ${status}`);
  }
}

/** A custom resource with these properties. */
export function custom(properties: ResourceDeclaration['Properties'] = {}, more: Partial<ResourceDeclaration> = {}): ResourceDeclaration {
  return { Type: 'Custom::Job', Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] }, ...properties }, ...more };
}

const HANDLER: Resources = {
  HandlerRole: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'handler' } },
  Handler: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 'handler',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::Region}' }, S3Key: 'code.zip' },
      Role: { 'Fn::GetAtt': ['HandlerRole', 'Arn'] },
    },
  },
};

function completed(request: CustomResourceRequest, answer: { readonly [member: string]: unknown }): string {
  const { StackId, RequestId, LogicalResourceId, PhysicalResourceId = 'job-1' } = request;
  return JSON.stringify({ Status: 'SUCCESS', StackId, RequestId, LogicalResourceId, PhysicalResourceId, ...answer });
}
