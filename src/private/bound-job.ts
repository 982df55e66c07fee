import { accountWarnings } from './accounts';
import type { BatchJobProps } from '../batch-job-props';
import { CompletionReport } from '../completion-report';
import type { Binding, JobSite, ManifestBinding, OperationBinding, ReportBinding, WaitBinding } from './binding';
import { show } from './checks';
import { fitsPolicies, literalKey } from './key-pattern';
import { findsLater } from './overlap';
import { regionProblems } from './regions';
import { reportKeyStart } from './report-keys';
import { manifestAmongObjects, reportAmongObjects, widerThanPrefix, type Warning } from './warnings';
import { Manifest } from '../manifests/manifest';
import { Operation } from '../operations/operation';
import { Report } from '../reports/report';
import { WaitFor } from '../wait-for';
import { Wait } from '../waits/wait';

/** A job's parts, fitted together. */
export interface BoundJob extends Binding {
  readonly manifest: ManifestBinding;
  readonly operation: OperationBinding;
  readonly report: ReportBinding;
  readonly wait: WaitBinding;
}

/**
 * Asks each part for its share of the job: the manifest first, which knows the objects that the operation works on, and
 * the report after the operation, which may need one. Only for props without {@link kindProblems}.
 */
export function bindJob(props: BatchJobProps, site: JobSite): BoundJob {
  const manifest = props.manifest._bind(site);
  const operation = props.operation._bind(manifest.selection, site);
  const report = (props.report ?? CompletionReport.disabled())._bind(operation.needsReport ? props.operation.name : undefined);
  const wait = (props.waitFor ?? WaitFor.started())._bind();
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

/** Parts that aren't what they are given as, which only a compiler can be relied on to refuse. */
export function kindProblems(props: BatchJobProps | null | undefined): string[] {
  const { operation, manifest, report, waitFor } = props ?? {} as Partial<BatchJobProps>;
  return [
    ...(operation instanceof Operation ? [] : [`\`operation\` must be made by BatchOperation, got: ${show(operation)}`]),
    ...(manifest instanceof Manifest ? [] : [`\`manifest\` must be made by JobManifest, got: ${show(manifest)}`]),
    ...(report === undefined || report instanceof Report ? [] : [`\`report\` must be made by CompletionReport, got: ${show(report)}`]),
    ...(waitFor === undefined || waitFor instanceof Wait ? [] : [`\`waitFor\` must be made by WaitFor, got: ${show(waitFor)}`]),
  ];
}
