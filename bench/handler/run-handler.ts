import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobEvent } from '../../lambda/events';
import { FakeService } from '../../test/lambda/fakes';
import { HttpCloud } from '../../test/lambda/http-cloud';
import { measureInChild, type Measured } from '../measure/child';
import { plainScript } from '../measure/plain-script';
import { inTemporaryFolder } from '../measure/temporary-folder';

/** What a process that ran the handler knows. */
export interface HandlerRun {
  /** When it was given each event, in milliseconds since 1970. */
  readonly begunAt: readonly number[];
  /** URLs of the files that it loaded; only if they were traced. */
  readonly loaded: readonly string[];
}

/** What became of the events, as seen from both sides of the wire. */
export interface Handled extends Measured<HandlerRun> {
  /** When CreateJob came in for each, in milliseconds since 1970. */
  readonly createdAt: readonly number[];
}

interface RunOptions {
  /** Who answers for objects. */
  readonly objects?: HttpCloud['objects'];
  /** Whether the loading of files is noted, which takes time. */
  readonly isTraced?: boolean;
}

/** Runs what is deployed on events, in a process of its own, with an S3 and a CloudFormation on this machine that answer at once. */
export async function runHandler(events: readonly JobEvent[], { objects, isTraced = false }: RunOptions = {}): Promise<Handled> {
  const cloud = await HttpCloud.start();
  const createdAt: number[] = [];
  const service = new FakeService();
  service.clock.time = Date.now();
  const createJob = service.createJob.bind(service);
  service.createJob = (newJob) => {
    createdAt.push(performance.timeOrigin + performance.now());
    return createJob(newJob);
  };
  cloud.service = service;
  cloud.objects = objects;
  try {
    const measured = await inTemporaryFolder((folder) => {
      const file = join(folder, 'events.json');
      writeFileSync(file, JSON.stringify(events.map((event) => ({ ...event, ResponseURL: `${cloud.url}/response` }))));
      const args = [file, ...isTraced ? ['trace'] : []];
      return measureInChild<HandlerRun>(plainScript(join(__dirname, 'run-handler.child.ts')), { args, env: environment(cloud.url), typescript: false });
    });
    return { ...measured, createdAt };
  } finally {
    await cloud.close();
  }
}

function environment(url: string): NodeJS.ProcessEnv {
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AK',
    AWS_SECRET_ACCESS_KEY: 'SK',
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_S3_CONTROL: url.replace('127.0.0.1', 'localhost'),
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_CONFIG_FILE: '/dev/null',
    // the SDK tells everyone that it will want a newer Node.js
    NODE_NO_WARNINGS: '1',
  };
}
