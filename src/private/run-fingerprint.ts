import { createHash } from 'node:crypto';
import { Lazy } from 'aws-cdk-lib';
import { canonicalRun } from './canonical';
import type { JobRequest } from './contract';
import { filledIn, type RequestText } from './request-text';
import { RunOn } from '../run-on';

/**
 * Differs where a deployment starts a new run, as far as synth can tell: a value that only the deployment knows counts by
 * what it refers to. Worked out when the template is written, since references get their final form only then.
 */
export function runFingerprint({ template, values }: RequestText, runId: string | undefined, runOn: RunOn = RunOn.CHANGE): string {
  const { Operation, Manifest, ManifestGenerator } = template as JobRequest;
  return Lazy.uncachedString({
    produce: (context) => {
      // here it is only looked what is referred to, which the values are
      if (context.preparing) {
        return '';
      }
      const decisive = filledIn({ Operation, Manifest, ManifestGenerator }, (index) => context.resolve(values[index])) as JobRequest;
      const run = canonicalRun(decisive, context.resolve(runId), runOn === RunOn.RUN_ID ? runOn : undefined);
      return createHash('sha256').update(run).digest('hex').slice(0, 16);
    },
  });
}
