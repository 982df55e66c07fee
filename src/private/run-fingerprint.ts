import { createHash } from 'node:crypto';
import { Lazy } from 'aws-cdk-lib';
import { canonicalRun } from './canonical';
import type { JobRequest } from './contract';
import { RunOn } from '../run-on';

/**
 * Differs where a deployment starts a new run, as far as synth can tell: a value that only the deployment knows counts by
 * what it refers to. Worked out when the template is written, since references get their final form only then.
 */
export function runFingerprint(request: JobRequest, runId: string | undefined, runOn: RunOn = RunOn.CHANGE): string {
  return Lazy.uncachedString({
    produce: (context) => {
      const run = canonicalRun(context.resolve(request), context.resolve(runId), runOn === RunOn.RUN_ID ? runOn : undefined);
      return createHash('sha256').update(run).digest('hex').slice(0, 16);
    },
  });
}
