import { CompletionReport } from '../completion-report';
import type { JobSite, ManifestBinding, OperationBinding, ReportBinding, Selection, WaitBinding } from './binding';
import { show } from './checks';
import { refusedManifest } from './manifest/refused-manifest';
import { Manifest } from '../manifests/manifest';
import { Operation } from '../operations/operation';
import { Report } from '../reports/report';
import { WaitFor } from '../wait-for';
import { Wait } from '../waits/wait';

/** Binds a manifest; anything else, which only a compiler can be relied on to refuse, has a problem. */
export function bindManifest(manifest: unknown, site: JobSite): ManifestBinding {
  return manifest instanceof Manifest ? manifest._bind(site) : refusedManifest('csv', madeBy('manifest', 'JobManifest', manifest));
}

/** Binds an operation; anything else has a problem. */
export function bindOperation(operation: unknown, selection: Selection, site: JobSite): OperationBinding {
  return operation instanceof Operation
    ? operation._bind(selection, site)
    : { request: {}, permissions: [], problems: madeBy('operation', 'BatchOperation', operation), warnings: [] };
}

/** Binds a report, which may be absent; anything else has a problem. */
export function bindReport(report: unknown, neededBy: string | undefined): ReportBinding {
  const given = report === undefined ? CompletionReport.disabled() : report;
  return given instanceof Report
    ? given._bind(neededBy)
    : { request: { Enabled: false }, permissions: [], problems: madeBy('report', 'CompletionReport', report), warnings: [] };
}

/** Binds a wait, which may be absent; anything else has a problem. */
export function bindWait(wait: unknown): WaitBinding {
  const given = wait === undefined ? WaitFor.started() : wait;
  return given instanceof Wait ? given._bind() : { spec: { until: 'created' }, problems: madeBy('waitFor', 'WaitFor', wait) };
}

function madeBy(path: string, factory: string, value: unknown): string[] {
  return [`\`${path}\` must be made by ${factory}, got: ${show(value)}`];
}
