import { accountWarnings } from './accounts';
import type { BatchJobProps } from '../batch-job-props';
import type { Binding, JobSite, ManifestBinding, OperationBinding, ReportBinding, WaitBinding } from './binding';
import { bindManifest, bindOperation, bindReport, bindWait } from './bound-parts';
import { show } from './checks';
import { fitsPolicies, literalKey } from './key-pattern';
import { findsLater } from './overlap';
import { regionProblems } from './regions';
import { reportKeyStart } from './report-keys';
import { isStruct } from './struct-checks';
import { manifestAmongObjects, reportAmongObjects, widerThanPrefix, type Warning } from './warnings';

/** A job's parts, fitted together. */
export interface BoundJob extends Binding {
  readonly manifest: ManifestBinding;
  readonly operation: OperationBinding;
  readonly report: ReportBinding;
  readonly wait: WaitBinding;
}

/**
 * Asks each part for its share of the job: the manifest first, which knows the objects that the operation works on, and
 * the report after the operation, which may need one.
 */
export function bindJob(props: BatchJobProps, site: JobSite): BoundJob {
  const manifest = bindManifest(props.manifest, site);
  const operation = bindOperation(props.operation, manifest.selection, site);
  const report = bindReport(props.report, operation.needsReport ? props.operation.name : undefined);
  const wait = bindWait(props.waitFor);
  const parts = [manifest, operation, report];
  const permissions = parts.flatMap((part) => part.permissions);
  const problems = [...parts.flatMap((part) => part.problems), ...wait.problems];
  const base = { manifest, operation, report, wait, permissions };
  // what has problems may lack what the checks below look at
  return problems.length > 0 ? { ...base, problems, warnings: [] } : {
    ...base,
    problems: regionProblems(manifest.selection, operation, site.scope),
    warnings: [
      ...parts.flatMap((part) => part.warnings),
      ...overlapWarnings(manifest, report, site.now),
      ...policyWarnings(manifest, report),
      ...accountWarnings(site.scope, permissions),
    ],
  };
}

/** What the job writes and, run again, would find among its objects. */
function overlapWarnings({ selection, output }: ManifestBinding, { destination }: ReportBinding, now: Date): Warning[] {
  const report = destination && { bucket: destination.bucket, keyStart: reportKeyStart(destination.prefix) };
  return [
    ...(report !== undefined && findsLater(selection, report, now) ? [reportAmongObjects(`${report.keyStart}*`)] : []),
    ...(output !== undefined && findsLater(selection, output, now) ? [manifestAmongObjects(`${output.keyStart}*`)] : []),
  ];
}

/** Prefixes that the role's policy can't spell, so that it allows more. */
function policyWarnings({ selection }: ManifestBinding, { destination }: ReportBinding): Warning[] {
  const prefixes = [
    ...selection.objects.map(({ keyPrefix }) => ({ path: 'manifest', prefix: keyPrefix })),
    { path: 'report.prefix', prefix: destination?.prefix },
  ];
  return prefixes
    .filter(({ prefix }) => !fitsPolicies(prefix))
    .map(({ path, prefix }) => widerThanPrefix(path, literalKey(prefix!)));
}

/** Unless a job's props can be looked into: there is none without an operation and a manifest. */
export function kindProblems(props: unknown): string[] {
  return isStruct(props)
    ? []
    : [`\`props\` must have the job's options by their names, as in { operation: …, manifest: … }, got: ${show(props)}`];
}
