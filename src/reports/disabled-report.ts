import { Report } from './report';
import type { ReportBinding } from '../private/binding';

/** No report. */
export class DisabledReport extends Report {
  public readonly name = 'Disabled';

  /** @internal */
  public _bind(neededBy?: string): ReportBinding {
    return {
      request: { Enabled: false },
      permissions: [],
      problems: neededBy === undefined ? [] : [`\`report\` is needed by ${neededBy}; pass one, as in CompletionReport.allTasks(bucket)`],
      warnings: [],
    };
  }
}
