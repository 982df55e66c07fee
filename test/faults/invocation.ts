import type { ResponseBody } from './stack';
import type { Delivery, World } from './world';
import { deliver, responseBody } from '../../lambda/cfn-response';
import type { Clock } from '../../lambda/clock';
import { readHint } from '../../lambda/continuation';
import type { JobControl } from '../../lambda/job-control';
import { decide } from '../../lambda/lifecycle';
import type { ManifestStore } from '../../lambda/manifest-store';
import type { Services } from '../../lambda/services';

/** The time that the function has, less what it keeps to answer. */
const TIME_TO_DECIDE = 840_000;

/** One invocation of the handler, whose every call goes through the world. It may be killed. */
export class Invocation {
  callsMade = 0;
  readonly death: Promise<never>;
  private kill!: () => void;
  private isDead = false;
  private readonly clock: Clock;

  constructor(readonly delivery: Delivery, private readonly world: World) {
    this.death = new Promise((_, reject) => this.kill = () => reject(new Error('killed')));
    this.death.catch(() => undefined);
    const { time } = world;
    this.clock = {
      now: () => new Date(time.now),
      sleep: async (milliseconds) => {
        await time.after(milliseconds);
        await this.whileAlive();
      },
      random: () => 0.5,
      invocationEnds: new Date(time.now + TIME_TO_DECIDE),
    };
  }

  async run(): Promise<void> {
    const { event } = this.delivery;
    const answer = await decide(event, this.services());
    if (answer !== 'handed over') {
      await deliver('https://cloudformation.example/', responseBody(answer, event), this.clock, async (_, init) => {
        await this.call('answer', () => this.world.answered(this.delivery, JSON.parse(String(init?.body)) as ResponseBody));
        return new Response();
      });
    }
  }

  /** Nothing happens in a function that has been killed. */
  die(): Promise<never> {
    this.isDead = true;
    this.kill();
    return new Promise(() => undefined);
  }

  whileAlive(): Promise<void> {
    return this.isDead ? new Promise(() => undefined) : Promise.resolve();
  }

  private call<T>(method: string, apply: () => T | Promise<T>): Promise<T> {
    return this.world.call(method, this, apply);
  }

  private services(): Services {
    const { delivery, world } = this;
    return {
      jobs: this.jobs(),
      stacks: {
        statusOf: () => this.call('statusOf', () => world.stack.status),
        lastUpdatedAt: () => this.call('lastUpdatedAt', () => world.stack.lastUpdatedAt),
      },
      manifests: this.manifests(),
      next: {
        ...readHint(delivery.watch, delivery.event, this.clock.now()),
        invoke: (watch) => this.call('invoke', () => void world.deliver({ ...delivery, watch, retry: 0 })),
      },
      clock: this.clock,
      log: () => undefined,
    };
  }

  private jobs(): JobControl {
    const { service } = this.world;
    const call = this.call.bind(this);
    return {
      createJob: (made) => call('createJob', () => service.createJob(made)),
      describeJob: (id) => call('describeJob', () => service.describeJob(id)),
      listJobs: async function* (statuses) {
        yield* await call('listJobs', () => service.listJobs(statuses));
      },
      cancelJob: (id) => call('cancelJob', () => service.cancelJob(id)),
      confirmJob: (id) => call('confirmJob', () => service.confirmJob(id)),
      updatePriority: (id, priority) => call('updatePriority', () => service.updatePriority(id, priority)),
      tagsOf: (id) => call('tagsOf', () => service.tagsOf(id)),
      replaceTags: (id, tags) => call('replaceTags', () => service.replaceTags(id, tags)),
    };
  }

  private manifests(): ManifestStore {
    const { manifests } = this.world.service;
    const call = this.call.bind(this);
    return {
      head: (object) => call('headObject', () => manifests.head(object)),
      read: async function* (object) {
        yield await call('getObject', () => manifests.read(object));
      },
      write: async (object, parts) => {
        const written: Buffer[] = [];
        for await (const part of parts) {
          written.push(Buffer.from(part));
        }
        return call('putObject', () => manifests.write(object, Buffer.concat(written)));
      },
    };
  }
}
