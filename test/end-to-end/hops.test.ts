import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Scene, STACK } from './scene';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, WaitFor } from '../../src';

/** How long the function of the job takes for its object, in real seconds: a hundred times as long by the cloud's clock. */
const TASK_SECONDS = 12;

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open({ 'one.bin': 'x' });
  await scene.cloud.putObject('manifests', 'm.csv', 'objects,one.bin\n');
});

afterEach(() => scene.close());

function synthesize(): string {
  const asset = scene.write('function', {
    'index.js': `exports.handler = async ({ invocationSchemaVersion, invocationId, tasks: [{ taskId }] }) => {
      await new Promise((resolve) => setTimeout(resolve, ${TASK_SECONDS * 1000}));
      return { invocationSchemaVersion, invocationId, results: [{ taskId, resultCode: 'Succeeded', resultString: 'at last' }] };
    };`,
  });
  return scene.synthesize((stack) => {
    const fn = new LambdaFunction(stack, 'Function', {
      runtime: Runtime.NODEJS_22_X, code: Code.fromAsset(asset), handler: 'index.handler', timeout: Duration.minutes(1),
    });
    new BatchJob(stack, 'Job', {
      operation: BatchOperation.lambdaInvoke(fn),
      manifest: JobManifest.fromCsv(Bucket.fromBucketName(stack, 'Manifests', 'manifests'), 'm.csv', {
        scope: [{ bucket: Bucket.fromBucketName(stack, 'Objects', 'objects') }],
      }),
      report: CompletionReport.allTasks(new Bucket(stack, 'Reports'), { prefix: 'reports' }),
      waitFor: WaitFor.completed({ timeout: Duration.minutes(45) }),
    });
  });
}

test('a job that outlasts one invocation of the handler is waited for by the next, with one job and one answer', async () => {
  expect(await scene.cloud.deploy(synthesize())).toMatchObject({ status: 'CREATE_COMPLETE' });

  const calls = await scene.cloud.apiCalls();
  const invocations = calls.filter(({ action }) => action === 'lambda:InvokeFunction');
  const [created] = calls.filter(({ action }) => action === 's3:CreateJob');
  // the handler invokes itself as an event; the job invokes the function
  expect(invocations.filter(({ principal }) => principal === created.principal)).toMatchObject([{ status: 202 }]);
  expect(invocations.filter(({ principal }) => principal !== created.principal)).toMatchObject([{ status: 200 }]);
  expect(await scene.calls('s3:CreateJob')).toBe(1);
  const [job, ...others] = await scene.cloud.jobs();
  expect(others).toEqual([]);
  expect(job).toMatchObject({ Status: 'Complete', ProgressSummary: { NumberOfTasksSucceeded: 1 } });
  // longer than the quarter of an hour that Lambda gives a function
  expect(job.TerminationDate!.getTime() - job.CreationTime.getTime()).toBeGreaterThan(15 * 60 * 1000);
  expect(await scene.reportRows()).toEqual(['objects,one.bin,,succeeded,200,,at last']);
});

test('a handler that may not invoke itself has the deployment fail, says so, and leaves no job', async () => {
  const assembly = synthesize();
  denySelfInvocation(assembly);

  const result = await scene.cloud.deploy(assembly);

  expect(result).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(/could not invoke itself: AccessDenied/) });
  expect((await scene.cloud.jobs()).map(({ Status }) => Status)).toEqual([expect.stringMatching(/^Cancell(ing|ed)$/)]);
});

/** Takes the handler's permission to invoke itself out of a template. */
function denySelfInvocation(assembly: string): void {
  const file = join(assembly, `${STACK}.template.json`);
  const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
  const statements = Object.values(template.Resources).flatMap(({ Properties }) => Properties?.PolicyDocument?.Statement ?? []);
  const own = statements.find(({ Action, Resource }) => Action === 'lambda:InvokeFunction' && JSON.stringify(Resource).includes('S3BatchJobHandler'))!;
  own.Action = 'lambda:GetFunction';
  writeFileSync(file, JSON.stringify(template));
}

interface Template {
  readonly Resources: { readonly [logicalId: string]: { readonly Properties?: { readonly PolicyDocument?: { readonly Statement: Statement[] } } } };
}

interface Statement {
  Action: unknown;
  readonly Resource: unknown;
}
