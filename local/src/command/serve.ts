import { readFile } from 'node:fs/promises';
import { onInterrupt } from './on-interrupt';
import type { ServePlan } from './options/serve-options';
import { startedCloud } from './options/setting-names';
import { prepareBuckets } from './prepare-buckets';
import { Progress } from './progress/progress';
import { progressOutput, type Terminal } from './terminal';
import type { PolicyDocument } from '../policy/document';

const EVERYTHING: PolicyDocument = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

/** Serves the APIs until it is told to end. Returns the exit status. */
export async function serve(plan: ServePlan, terminal: Terminal): Promise<number> {
  const toldToEnd = new Promise<void>((end) => onInterrupt(end, () => undefined));
  const roles = await Promise.all(plan.roles.map(async ({ arn, policyFile }) => ({ arn, policies: await policiesIn(policyFile) })));
  const progress = new Progress(progressOutput(terminal), Date.now);
  const cloud = await startedCloud({ ...plan.cloud, onEvent: progress.onEvent });
  try {
    await prepareBuckets(cloud, plan.buckets, progress);
    terminal.stdout.write(`${cloud.url}\n`);
    for (const { arn, policies } of roles) {
      const { accessKeyId, secretAccessKey } = await cloud.putRole(arn, policies);
      terminal.stdout.write(`${arn} AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey}\n`);
    }
    await toldToEnd;
    return 0;
  } finally {
    progress.end();
    await cloud.close();
  }
}

/** A policy document, or a list of them. */
async function policiesIn(file: string | undefined): Promise<PolicyDocument[]> {
  if (file === undefined) return [EVERYTHING];
  try {
    return [JSON.parse(await readFile(file, 'utf8')) as PolicyDocument | PolicyDocument[]].flat();
  } catch (error) {
    throw new Error(`the policy ${file} can't be read: ${(error as Error).message}`);
  }
}
