import type { BatchJobProps } from '../batch-job';
import { CompletionReport } from '../completion-report';
import type { Binding, ManifestBinding, OperationBinding, ReportBinding, WaitBinding } from './binding';
import { show, textProblems, wholeNumberProblems } from './checks';
import { fitsPolicies, literalKey } from './key-pattern';
import { DESCRIPTION_LENGTH, PRIORITY } from './limits';
import { reportOverlapWarnings } from './report-overlap';
import { widerThanPrefix, type Warning } from './warnings';
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
 * Asks each part for its share of the job: the manifest first, which knows the objects that the operation works on.
 * Only for props without {@link kindProblems}.
 */
export function bindJob(props: BatchJobProps, now: Date): BoundJob {
  const manifest = props.manifest._bind(now);
  const operation = props.operation._bind(manifest.selection);
  const report = (props.report ?? CompletionReport.disabled())._bind();
  const wait = (props.waitFor ?? WaitFor.started())._bind();
  const parts = [manifest, operation, report];
  const problems = [...parts.flatMap((part) => part.problems), ...wait.problems];
  // what has problems may lack what the warnings look at; and only a generated manifest finds what was written after it
  const findsReports = problems.length === 0 && manifest.request.ManifestGenerator !== undefined;
  const overlap = findsReports ? reportOverlapWarnings(report.destination, manifest.selection, now) : [];
  return {
    manifest,
    operation,
    report,
    wait,
    permissions: parts.flatMap((part) => part.permissions),
    problems,
    warnings: [...parts.flatMap((part) => part.warnings), ...overlap, ...policyWarnings(manifest, report)],
  };
}

/** Prefixes that the role's policy can't spell, so that it allows more. */
function policyWarnings({ selection }: ManifestBinding, { destination }: ReportBinding): Warning[] {
  const prefixes = [
    ...selection.map(({ keyPrefix }) => ({ path: 'manifest', prefix: keyPrefix })),
    { path: 'report.prefix', prefix: destination?.prefix },
  ];
  return prefixes
    .filter(({ prefix }) => !fitsPolicies(prefix))
    .map(({ path, prefix }) => widerThanPrefix(path, literalKey(prefix!)));
}

/** Parts that aren't what they are given as, which only a compiler can be relied on to refuse. */
export function kindProblems({ operation, manifest, report, waitFor }: BatchJobProps): string[] {
  return [
    ...(operation instanceof Operation ? [] : [`\`operation\` must be made by BatchOperation, got: ${show(operation)}`]),
    ...(manifest instanceof Manifest ? [] : [`\`manifest\` must be made by JobManifest, got: ${show(manifest)}`]),
    ...(report === undefined || report instanceof Report ? [] : [`\`report\` must be made by CompletionReport, got: ${show(report)}`]),
    ...(waitFor === undefined || waitFor instanceof Wait ? [] : [`\`waitFor\` must be made by WaitFor, got: ${show(waitFor)}`]),
  ];
}

/** The props that are no parts, and how they go together with the parts. */
export function optionProblems({ priority, description, confirmationRequired, runId, waitFor }: BatchJobProps): string[] {
  return [
    ...wholeNumberProblems('priority', priority, PRIORITY),
    ...textProblems('description', description, DESCRIPTION_LENGTH),
    ...(confirmationRequired === undefined || typeof confirmationRequired === 'boolean'
      ? []
      : [`\`confirmationRequired\` must be true or false, got: ${show(confirmationRequired)}`]),
    ...(runId === undefined || typeof runId === 'string' ? [] : [`\`runId\` must be a string, got: ${show(runId)}`]),
    ...(confirmationRequired === true && waitFor?.name === 'completed'
      ? ['`confirmationRequired` makes the job wait for a person, and `waitFor` makes the deployment wait for the job; use WaitFor.started()']
      : []),
  ];
}
