import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { CloudMethod, MessageFromCloud, MessageToCloud } from './messages';
import type { Cloud, CloudListener, CloudSettings } from '../cloud/cloud';

interface PendingCall {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

type Args<Method extends CloudMethod> = Parameters<Cloud[Method]>;

/** A cloud in a process of its own: each call is a message there and one back. */
export class RemoteCloud implements Cloud {
  /** Starts the cloud that the process is to hold. */
  static async start(child: ChildProcess, settings: CloudSettings, onEvent: CloudListener['onEvent']): Promise<RemoteCloud> {
    const cloud = new RemoteCloud(child, onEvent);
    try {
      cloud.startedUrl = await cloud.send((number) => ({ kind: 'start', number, settings })) as string;
      return cloud;
    } catch (error) {
      await cloud.close();
      throw error;
    }
  }

  private readonly pending = new Map<number, PendingCall>();
  private lastNumber = 0;
  private startedUrl = '';

  private constructor(private readonly child: ChildProcess, onEvent: CloudListener['onEvent'] = () => undefined) {
    child.on('message', (message: MessageFromCloud) => {
      if (message.kind === 'event') onEvent(message.event);
      else this.settle(message);
    });
    child.once('exit', (code, signal) => this.failAll(new Error(`the cloud's process has ended, with ${signal ?? `exit code ${code}`}`)));
  }

  get url(): string {
    return this.startedUrl;
  }

  readonly seed = (...args: Args<'seed'>) => this.call('seed', args);
  readonly deploy = (...args: Args<'deploy'>) => this.call('deploy', args);
  readonly deployAll = (...args: Args<'deployAll'>) => this.call('deployAll', args);
  readonly destroy = (...args: Args<'destroy'>) => this.call('destroy', args);
  readonly createBucket = (...args: Args<'createBucket'>) => this.call('createBucket', args);
  readonly putRole = (...args: Args<'putRole'>) => this.call('putRole', args);
  readonly credentialsOf = (...args: Args<'credentialsOf'>) => this.call('credentialsOf', args);
  readonly listKeys = (...args: Args<'listKeys'>) => this.call('listKeys', args);
  readonly putObject = (...args: Args<'putObject'>) => this.call('putObject', args);
  readonly readObject = (...args: Args<'readObject'>) => this.call('readObject', args);
  readonly saveObject = (...args: Args<'saveObject'>) => this.call('saveObject', args);
  readonly describeObject = (...args: Args<'describeObject'>) => this.call('describeObject', args);
  readonly objectTags = (...args: Args<'objectTags'>) => this.call('objectTags', args);
  readonly jobs = () => this.call('jobs', []);
  readonly jobDetails = (...args: Args<'jobDetails'>) => this.call('jobDetails', args);
  readonly updateJobStatus = (...args: Args<'updateJobStatus'>) => this.call('updateJobStatus', args);
  readonly idle = () => this.call('idle', []);
  readonly apiCalls = () => this.call('apiCalls', []);
  readonly callCounts = () => this.call('callCounts', []);
  readonly deploymentRecord = () => this.call('deploymentRecord', []);
  readonly metUnknowns = () => this.call('metUnknowns', []);

  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }

  private call<Method extends CloudMethod>(method: Method, args: Args<Method>): ReturnType<Cloud[Method]> {
    return this.send((number) => ({ kind: 'call', number, method, args })) as ReturnType<Cloud[Method]>;
  }

  private send(message: (number: number) => MessageToCloud): Promise<unknown> {
    const number = ++this.lastNumber;
    return new Promise((resolve, reject) => {
      this.pending.set(number, { resolve, reject });
      this.child.send(message(number), (error) => {
        if (error) reject(error);
      });
    });
  }

  private settle(message: Exclude<MessageFromCloud, { kind: 'event' }>): void {
    const call = this.pending.get(message.number);
    this.pending.delete(message.number);
    if (message.kind === 'answer') call?.resolve(message.value);
    else call?.reject(new Error(message.problem));
  }

  private failAll(error: Error): void {
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }
}
