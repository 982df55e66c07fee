import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { JOBS, STAGES, type Stage } from './jobs';
import { Replay, type Delivered, type Recording } from './replay';
import { deployed } from './template-values';
import type { JobEvent } from '../../../lambda/events';
import type { JobProperties } from '../../../src/private/contract';
import { STACK_ID } from '../events';

/** Writes the folder of golden events of today's templates: `tsx test/lambda/golden-events/record.ts <number>`. */
async function main([version]: string[]): Promise<void> {
  const folder = path.join(__dirname, version);
  const recordings = await Promise.all(Object.keys(JOBS).map(async (name) => [name, await record(name)] as const));
  // there already: an error, because what is recorded is not recorded anew
  fs.mkdirSync(folder);
  recordings.forEach(([name, recording]) => fs.writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(recording, undefined, 2)}\n`));
}

async function record(name: string): Promise<Recording> {
  const stages = Object.fromEntries(STAGES.map((stage) => [stage, synthesize(name, stage)])) as Record<Stage, ReturnType<typeof synthesize>>;
  const objects = Object.assign({}, ...STAGES.map((stage) => stages[stage].objects)) as Recording['objects'];
  const replay = new Replay(objects);
  const steps: Recording['steps'][number][] = [];
  let physicalId = '';
  const deliver = async (stackStatus: string, event: Delivered['event']) => {
    const decision = await replay.next({ stackStatus, event });
    steps.push({ stackStatus, event, decision });
    physicalId = decision.physicalId;
  };
  const common = (RequestId: string) => ({ StackId: STACK_ID, LogicalResourceId: 'Job', RequestId, ResourceType: 'Custom::S3BatchJob' });
  const update = (RequestId: string, before: JobProperties, after: JobProperties): JobEvent => ({
    ...common(RequestId), RequestType: 'Update', PhysicalResourceId: physicalId, ResourceProperties: after, OldResourceProperties: before,
  });
  const [first, same, other] = STAGES.map((stage) => stages[stage].properties);

  await deliver('CREATE_IN_PROGRESS', { ...common('create'), RequestType: 'Create', ResourceProperties: first });
  await deliver('UPDATE_IN_PROGRESS', update('same', first, same));
  await deliver('UPDATE_IN_PROGRESS', update('other', same, other));
  await deliver('UPDATE_ROLLBACK_IN_PROGRESS', update('rollback', other, same));
  await deliver('UPDATE_IN_PROGRESS', update('again', same, other));
  // the properties come with a Delete too, whether anybody reads them or not
  await deliver('DELETE_IN_PROGRESS', { ...common('delete'), RequestType: 'Delete', PhysicalResourceId: physicalId, ResourceProperties: other } as JobEvent);
  return { objects, steps };
}

/** The properties that the custom resource of a definition is sent, and the assets that it reads. */
function synthesize(name: string, stage: Stage): { properties: JobProperties; objects: Recording['objects'] } {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'app', { synthesizer: new DefaultStackSynthesizer({ qualifier: 'hnb659fds' }) });
  JOBS[name](stack, stage);
  const resources = Template.fromStack(stack).toJSON().Resources;
  const [{ Properties }] = Object.values<{ Type: string; Properties: object }>(resources).filter(({ Type }) => Type === 'Custom::S3BatchJob');
  const properties = deployed(Properties, resources) as JobProperties;
  return { properties, objects: assetsOf(app.synth().directory, properties) };
}

/** The rows that a request has staged, by the key of their asset. */
function assetsOf(directory: string, { Request, Values = [] }: JobProperties): Recording['objects'] {
  const filled = JSON.parse(Request, (_, value) => (typeof value?.$ === 'number' ? Values[value.$] : value));
  const staged = filled.Manifest?.Location.$staged;
  if (staged === undefined) {
    return {};
  }
  const [hash] = staged.AssetKey.split('.');
  const [file] = fs.readdirSync(directory).filter((entry) => entry.includes(hash));
  return { [`${staged.AssetBucket}/${staged.AssetKey}`]: fs.readFileSync(path.join(directory, file), 'utf8') };
}

void main(process.argv.slice(2));
